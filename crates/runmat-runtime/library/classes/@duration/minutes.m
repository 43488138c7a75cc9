function x = minutes(d)
  % x = minutes(d): how many minutes durations are.
  x = d.data__ / 60000;
end
