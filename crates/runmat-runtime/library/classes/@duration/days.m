function x = days(d)
  % x = days(d): how many days durations are.
  x = d.data__ / 86400000;
end
