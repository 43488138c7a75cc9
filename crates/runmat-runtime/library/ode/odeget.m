function value = odeget(options, field, default)
  % odeget(options, field, default): an option's value, default where it is not set.
  if nargin < 2
    print_usage();
  end
  if nargin < 3
    default = [];
  end
  if isempty(options)
    value = default;
    return;
  end
  if ~isstruct(options)
    error('odeget: ODE_OPT must be a valid ODE_STRUCT');
  elseif ~ischar(field)
    error('odeget: FIELD must be a string');
  end
  if isfield(options, field)
    if isempty(options.(field))
      value = default;
    else
      value = options.(field);
    end
  else
    names = fieldnames(options);
    hit = find(strcmpi(field, names));
    if isempty(hit)
      hit = find(strncmpi(field, names, numel(field)));
    end
    if numel(hit) == 1
      value = options.(names{hit});
      if isempty(value)
        value = default;
      end
    else
      error('odeget: option "%s" not found', field);
    end
  end
end
