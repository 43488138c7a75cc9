function [t, ia, ib] = innerjoin(a, b, varargin)
  % [t, ia, ib] = innerjoin(a, b, 'Keys', variables): all pairs of rows with the same keys, in their order.
  [~, options] = __name_values__(varargin, {'Keys', 'LeftKeys', 'RightKeys', 'LeftVariables', 'RightVariables', 'Type', 'MergeKeys', 'KeepOneCopy'});
  options.left = a_name(inputname(1, false), 'left');
  options.right = a_name(inputname(2, false), 'right');
  [left, right, keysa, keysb] = __join_keys__(a, b, options);
  [ia, ib] = __pairs_of_rows__(left, right);
  t = __joined__(a, b, ia, ib, keysa, keysb, options, false);
end

function name = a_name(name, other)
  if isempty(name)
    name = other;
  end
end
