function r = rem(a, b)
  % rem(a, b): what is left of a duration after division.
  [r, parts] = __unify__(a, b);
  r.data__ = rem(parts{1}, parts{2});
end
