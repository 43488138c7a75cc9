function n = nargout(f)
  % n = nargout(f): an expression has one value.
  n = 1;
end
