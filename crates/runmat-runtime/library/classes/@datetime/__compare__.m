function tf = __compare__(f, a, b)
  % __compare__(name, a, b): a comparison of moments.
  if isnumeric(a) || isnumeric(b)
    other = a;
    if isnumeric(b)
      other = b;
    end
    error('MATLAB:datetime:InvalidComparison', 'Comparison is not defined between datetime and %s arrays.', class(other));
  end
  [~, parts] = __unify__(a, b);
  tf = feval(f, parts{1}, parts{2});
end
