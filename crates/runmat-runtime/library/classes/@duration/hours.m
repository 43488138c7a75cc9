function x = hours(d)
  % x = hours(d): how many hours durations are.
  x = d.data__ / 3600000;
end
