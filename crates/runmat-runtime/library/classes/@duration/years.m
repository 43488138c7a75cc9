function x = years(d)
  % x = years(d): how many years durations are.
  x = d.data__ / 31556952000;
end
