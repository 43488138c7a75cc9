function [t, ia, ib] = outerjoin(a, b, varargin)
  % [t, ia, ib] = outerjoin(a, b, 'Keys', variables, 'Type', 'full', 'MergeKeys', tf): all pairs of rows with the same
  % keys, and the rows without partner; 'left' or 'right': those of one table only.
  options = __join_options__(varargin, inputname(1, false), inputname(2, false));
  type = 'full';
  if isfield(options, 'Type')
    type = lower(char(options.Type));
  end
  [left, right, keysa, keysb] = __join_keys__(a, b, options);
  [ia, ib] = __pairs_of_rows__(left, right);
  codes = left(ia);
  if any(strcmp(type, {'full', 'left'}))
    alone = find(~ismember(left, right));
    ia = [ia; alone];
    ib = [ib; zeros(numel(alone), 1)];
    codes = [codes; left(alone)];
  end
  if any(strcmp(type, {'full', 'right'}))
    alone = find(~ismember(right, left));
    ib = [ib; alone];
    ia = [ia; zeros(numel(alone), 1)];
    codes = [codes; right(alone)];
  end
  [~, order] = sort(codes);
  ia = ia(order);
  ib = ib(order);
  merge = isfield(options, 'MergeKeys') && options.MergeKeys;
  if ~merge
    t = __joined__(a, b, ia, ib, keysa, keysb, options, true);
    return
  end
  t = __joined__(a, b, ia, ib, keysa, keysb, options, false);
  for k = 1:numel(keysa)
    place = find(strcmp(t.names, a.names{keysa(k)}));
    if ~isempty(place)
      whole = __stacked__({a.vars{keysa(k)}; b.vars{keysb(k)}});
      rows = ia;
      rows(ia == 0) = a.size__(1) + ib(ia == 0);
      t.vars{place} = __rows__(whole, rows);
    end
  end
end
