function tf = sign(d)
  % sign(d): of durations, as of numbers.
  tf = sign(d.data__);
end
