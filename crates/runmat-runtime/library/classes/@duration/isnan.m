function tf = isnan(d)
  % isnan(d): of durations, as of numbers.
  tf = isnan(d.data__);
end
