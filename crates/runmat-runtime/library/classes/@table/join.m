function [t, place] = join(a, b, varargin)
  % [t, place] = join(a, b, 'Keys', variables): to each row of a, the one row of b with the same keys.
  options = __join_options__(varargin, inputname(1, false), inputname(2, false));
  [left, right, keysa, keysb] = __join_keys__(a, b, options);
  if numel(unique(right)) < numel(right)
    error('MATLAB:table:join:DuplicateRightKeyVarValues', 'The key variable for the right table must have unique values.');
  end
  [found, place] = ismember(left, right);
  if ~all(found)
    error('MATLAB:table:join:LeftKeyValueNotFound', 'The key variable for the right table must contain all values in the key variable for the left table.');
  end
  t = __joined__(a, b, (1:a.size__(1)).', place, keysa, keysb, options, false);
  t.rows = a.rows;
end
