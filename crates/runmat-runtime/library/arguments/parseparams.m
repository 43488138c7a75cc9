function [reg, varargout] = parseparams(params, varargin)
% [reg, prop] = parseparams(params): plain arguments, then those from the first text on.
% [reg, a, b] = parseparams(params, name, default, ...): the values of options.
  first = find(cellfun('isclass', params, 'char'), 1);
  if isempty(first)
    reg = params;
    prop = {};
  else
    reg = params(1:first - 1);
    prop = params(first:end);
  end
  if nargin == 1
    varargout = {prop};
    return;
  end
  names = varargin(1:2:end);
  defaults = varargin(2:2:end);
  if numel(names) ~= numel(defaults) || ~iscellstr(names)
    error('parseparams: needs odd number of arguments');
  end
  given = prop(1:2:end);
  values = prop(2:2:end);
  if numel(given) ~= numel(values) || ~iscellstr(given)
    error('options must be given as name-value pairs');
  end
  for k = 1:numel(given)
    hit = find(strcmpi(names, given{k}));
    if isempty(hit)
      error('unrecognized option: %s', given{k});
    end
    defaults(hit) = values(k);
  end
  varargout = defaults;
end
