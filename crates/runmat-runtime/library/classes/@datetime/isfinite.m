function tf = isfinite(t)
  % tf = isfinite(t): of moments, as of numbers.
  tf = isfinite(t.data__);
end
