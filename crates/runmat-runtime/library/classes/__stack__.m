function x = __stack__(a, b)
  % __stack__(a, b): one above the other.
  x = [a; b];
end
