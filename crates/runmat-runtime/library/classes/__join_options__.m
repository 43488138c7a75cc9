function options = __join_options__(args, left, right)
  % options = __join_options__(args, left, right): those of join and its kin, and the names of both tables.
  [~, options] = __name_values__(args, {'Keys', 'LeftKeys', 'RightKeys', 'LeftVariables', 'RightVariables', 'Type', 'MergeKeys', 'KeepOneCopy'});
  options.left = a_name(left, 'left');
  options.right = a_name(right, 'right');
end

function name = a_name(name, other)
  if isempty(name)
    name = other;
  end
end
