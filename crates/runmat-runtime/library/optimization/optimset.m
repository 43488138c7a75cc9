function retval = optimset(varargin)
  % optimset('name', value, ...): options for the optimisers.  optimset(old, 'name', value), optimset(old, new).
  known = {'AutoScaling', 'CheckHermitian', 'ComplexEqn', 'Display', 'FinDiffType', 'FunValCheck', 'FunctionValue', 'GradObj', 'Jacobian', 'MaxFunEvals', 'MaxIter', 'OutputFcn', 'TolFun', 'TolX', 'TypicalX', 'Updating'};
  n = numel(varargin);
  if n == 0
    if nargout == 0
      disp('All options for optimset:');
      for k = 1:numel(known)
        disp(['  ', known{k}]);
      end
    else
      retval = struct();
      for k = 1:numel(known)
        retval.(known{k}) = [];
      end
    end
    return;
  end
  if n == 1 && (ischar(varargin{1}) || isa(varargin{1}, 'function_handle'))
    name = varargin{1};
    if isa(name, 'function_handle')
      name = func2str(name);
    end
    retval = feval(name, 'defaults');
    return;
  end
  if n == 2 && isstruct(varargin{1}) && isstruct(varargin{2})
    retval = varargin{1};
    names = fieldnames(varargin{2});
    for k = 1:numel(names)
      value = varargin{2}.(names{k});
      if ~isempty(value) || ~isfield(retval, names{k})
        retval.(names{k}) = value;
      end
    end
    return;
  end
  if isstruct(varargin{1})
    retval = varargin{1};
    pairs = varargin(2:end);
  else
    retval = struct();
    pairs = varargin;
  end
  if mod(numel(pairs), 2) ~= 0
    print_usage();
  end
  for k = 1:2:numel(pairs)
    name = pairs{k};
    if ~ischar(name)
      print_usage();
    end
    hit = find(strcmpi(name, known));
    if isempty(hit)
      hit = find(strncmpi(name, known, numel(name)));
      if numel(hit) > 1
        warning('optimset: ambiguous option: %s', name);
      end
    end
    if isempty(hit)
      if __octave__()
        warning('optimset: unrecognized option: %s', name);
      end
    else
      name = known{hit(1)};
    end
    retval.(name) = pairs{k + 1};
  end
  retval = orderfields(retval);
end
