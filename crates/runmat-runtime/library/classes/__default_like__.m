function x = __default_like__(value, n)
  % __default_like__(value, n): n rows of the class of a value.
  if isstring(value)
    x = strings(n, 1);
    x(:) = missing;
  else
    x = __missing_rows__(value(1), n);
  end
end
