function [args, options] = __name_values__(args, names)
  % [args, options] = __name_values__(args, names): the arguments before the first pair of one of these names and a
  % value, and the pairs as a struct.
  options = struct();
  for k = 1:numel(args)
    x = args{k};
    if ~(ischar(x) && isrow(x)) && ~(isstring(x) && isscalar(x))
      continue
    end
    if ~any(strcmpi(char(x), names)) || k == numel(args)
      continue
    end
    for p = k:2:numel(args)
      which = strcmpi(char(args{p}), names);
      if ~any(which) || p == numel(args)
        error('MATLAB:InputParser:UnmatchedParameter', '''%s'' is not a recognized parameter.', char(args{p}));
      end
      options.(names{find(which, 1)}) = args{p + 1};
    end
    args = args(1:k - 1);
    return
  end
end
