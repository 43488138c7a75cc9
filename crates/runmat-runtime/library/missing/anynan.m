function tf = anynan(a)
  % tf = anynan(a): whether there is a NaN.
  tf = any(isnan(a(:)));
end
