function tf = anymissing(a)
  % tf = anymissing(a): whether anything is missing.
  tf = any(reshape(ismissing(a), 1, []));
end
