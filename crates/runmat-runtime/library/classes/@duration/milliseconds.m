function x = milliseconds(d)
  % x = milliseconds(d): how many milliseconds durations are.
  x = d.data__ / 1;
end
