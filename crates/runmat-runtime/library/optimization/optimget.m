function value = optimget(options, name, default)
  % optimget(options, name, default): an option's value, default where it is not set.
  if nargin < 2 || ~isstruct(options) || ~ischar(name)
    print_usage();
  end
  if nargin < 3
    default = [];
  end
  known = {'AutoScaling', 'CheckHermitian', 'ComplexEqn', 'Display', 'FinDiffType', 'FunValCheck', 'FunctionValue', 'GradObj', 'Jacobian', 'MaxFunEvals', 'MaxIter', 'OutputFcn', 'TolFun', 'TolX', 'TypicalX', 'Updating'};
  hit = find(strncmpi(name, known, numel(name)));
  if numel(hit) > 1
    exact = find(strcmpi(name, known));
    if isempty(exact)
      warning('optimget: ambiguous option: %s', name);
      value = default;
      return;
    end
    hit = exact;
  end
  if isempty(hit)
    if __octave__()
      warning('optimget: unrecognized option: %s', name);
    end
  else
    name = known{hit};
  end
  if isfield(options, name) && ~isempty(options.(name))
    value = options.(name);
  else
    value = default;
  end
end
