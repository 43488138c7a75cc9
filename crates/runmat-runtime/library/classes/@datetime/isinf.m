function tf = isinf(t)
  % tf = isinf(t): of moments, as of numbers.
  tf = isinf(t.data__);
end
