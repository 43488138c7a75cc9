function y = __where__(y, bad, value)
  % y = __where__(y, bad, value): y with the value where bad is true; a scalar condition holds for all.
  if isscalar(bad)
    bad = repmat(bad, size(y));
  end
  y(bad) = value;
end
