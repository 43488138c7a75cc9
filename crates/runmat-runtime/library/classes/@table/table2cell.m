function c = table2cell(t)
  % c = table2cell(t): a cell for each row of each variable.
  c = cell(t.size__);
  for k = 1:t.size__(2)
    v = t.vars{k};
    for r = 1:t.size__(1)
      if iscell(v) && size(v, 2) == 1
        c{r, k} = v{r};
      else
        c{r, k} = __rows__(v, r);
      end
    end
  end
end
