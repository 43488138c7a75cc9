function [left, right, keysa, keysb] = __join_keys__(a, b, options)
  % [left, right, keysa, keysb] = __join_keys__(a, b, options): numbers of the rows of two tables, equal where the
  % keys are, and the keys.
  if isfield(options, 'Keys')
    keysa = __column_index__(a, options.Keys);
    keysb = __column_index__(b, options.Keys);
  elseif isfield(options, 'LeftKeys')
    keysa = __column_index__(a, options.LeftKeys);
    keysb = __column_index__(b, options.RightKeys);
  else
    common = intersect(a.names, b.names, 'stable');
    if isempty(common)
      error('MATLAB:table:join:CantInferKey', 'Unable to determine table variables to use as keys because the tables have no variable names in common.');
    end
    keysa = __column_index__(a, common);
    keysb = __column_index__(b, common);
  end
  codes = zeros(a.size__(1) + b.size__(1), 0);
  for k = 1:numel(keysa)
    [~, ~, j] = unique(__stacked__({a.vars{keysa(k)}; b.vars{keysb(k)}}));
    codes = [codes, reshape(j, [], 1)];
  end
  [~, ~, rows] = unique(codes, 'rows');
  left = rows(1:a.size__(1));
  right = rows(a.size__(1) + 1:end);
end
