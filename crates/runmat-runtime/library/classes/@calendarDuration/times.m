function r = times(a, b)
  % a .* b: a calendar duration, so many times.
  r = __scaled__(a, b, @times);
end
