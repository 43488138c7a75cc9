function r = plus(a, b)
  % a + b: durations, or a duration and a number of days.
  [r, parts] = __unify__(a, b);
  r.data__ = parts{1} + parts{2};
end
