function t = __grow__(t, n)
  % __grow__(t, n): t with rows added until there are n.
  more = n - t.size__(1);
  if more <= 0
    return
  end
  for k = 1:numel(t.vars)
    if isnumeric(t.vars{k}) && size(t.vars{k}, 1) < n
      filler = zeros(more, size(t.vars{k}, 2), class(t.vars{k}));
    else
      filler = __missing_rows__(t.vars{k}, more);
    end
    t.vars{k} = __stack__(t.vars{k}, filler);
  end
  if ~isempty(t.rows)
    t.rows = [t.rows; arrayfun(@(k) sprintf('Row%d', k), (t.size__(1) + 1:n).', 'UniformOutput', false)];
  end
  t.size__(1) = n;
end
