function r = mod(a, b)
  % mod(a, b): what is left of a duration after division.
  [r, parts] = __unify__(a, b);
  r.data__ = mod(parts{1}, parts{2});
end
