function x = seconds(d)
  % x = seconds(d): how many seconds durations are.
  x = d.data__ / 1000;
end
