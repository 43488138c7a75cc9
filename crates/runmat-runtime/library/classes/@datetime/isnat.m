function tf = isnat(t)
  % tf = isnat(t): which elements are no time.
  tf = isnan(t.data__);
end
