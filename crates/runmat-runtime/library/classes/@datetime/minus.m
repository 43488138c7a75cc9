function r = minus(a, b)
  % t1 - t2: the duration between; t - d: an earlier moment.
  if isa(a, 'datetime') && ~isa(b, 'datetime') && ~__is_text__(b)
    r = a;
    r.data__ = __moved__(a, b, -1);
    return
  end
  if ~isa(a, 'datetime') && ~__is_text__(a)
    error('MATLAB:datetime:InvalidSubtraction', 'Subtraction is not defined between %s and datetime arrays.', class(a));
  end
  [~, parts] = __unify__(a, b);
  r = milliseconds(parts{1} - parts{2});
  r.Format = 'hh:mm:ss';
end
