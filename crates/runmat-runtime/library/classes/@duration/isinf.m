function tf = isinf(d)
  % isinf(d): of durations, as of numbers.
  tf = isinf(d.data__);
end
