function options = odeset(varargin)
  % odeset('name', value, ...): options for the solvers of differential equations.
  known = {'AbsTol', 'BDF', 'Events', 'InitialSlope', 'InitialStep', 'Jacobian', 'JConstant', 'JPattern', 'Mass', 'MassSingular', 'MaxOrder', 'MaxStep', 'MStateDependence', 'MvPattern', 'NonNegative', 'NormControl', 'OutputFcn', 'OutputSel', 'Refine', 'RelTol', 'Stats', 'Vectorized'};
  options = struct();
  for k = 1:numel(known)
    options.(known{k}) = [];
  end
  if nargin == 0
    return;
  end
  rest = varargin;
  while ~isempty(rest) && isstruct(rest{1})
    names = fieldnames(rest{1});
    for k = 1:numel(names)
      name = full_name(names{k}, known);
      if ~isempty(rest{1}.(names{k})) || ~isfield(options, name)
        options.(name) = rest{1}.(names{k});
      end
    end
    rest(1) = [];
  end
  if mod(numel(rest), 2) ~= 0
    error('odeset: FIELD/VALUE arguments must occur in pairs');
  end
  for k = 1:2:numel(rest)
    if ~ischar(rest{k})
      error('odeset: argument ''%s'' is not a valid parameter', disp_name(rest{k}));
    end
    name = full_name(rest{k}, known);
    options.(name) = rest{k + 1};
  end
end

function s = disp_name(v)
  s = num2str(v);
end

function name = full_name(name, known)
  hit = find(strcmpi(name, known));
  if isempty(hit)
    warning('Octave:invalid-input-arg', 'odeset: unknown option "%s"', name);
  else
    name = known{hit(1)};
  end
end
