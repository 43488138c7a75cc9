function tf = isfinite(d)
  % isfinite(d): of durations, as of numbers.
  tf = isfinite(d.data__);
end
