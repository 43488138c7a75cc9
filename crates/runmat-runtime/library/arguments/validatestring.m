function s = validatestring(str, choices, varargin)
% validatestring(str, choices, funcname, varname, position): the choice that str begins.
  if ~ischar(str) || size(str, 1) > 1
    error('MATLAB:unrecognizedStringChoice', 'validatestring: STR must be a single character string');
  elseif ~iscellstr(choices)
    error('MATLAB:unrecognizedStringChoice', 'validatestring: STRARRAY must be a cellstr');
  elseif isempty(varargin) == false && numel(varargin) > 3
    error('MATLAB:unrecognizedStringChoice', 'validatestring: too many arguments');
  end
  position = 0;
  func = '';
  var = '';
  if ~isempty(varargin) && isnumeric(varargin{end})
    position = varargin{end};
    varargin(end) = [];
    if ~isscalar(position) || position < 1 || position ~= fix(position)
      error('validatestring: POSITION must be a scalar integer > 0');
    end
  end
  if numel(varargin) > 0
    func = varargin{1};
  end
  if numel(varargin) > 1
    var = varargin{2};
  end
  if ~ischar(func) || ~ischar(var)
    error('validatestring: FUNCNAME, VARNAME must be character strings');
  end
  if isempty(func)
    head = 'validatestring: ';
  else
    head = [func, ': '];
  end
  about = '';
  if ~isempty(var)
    about = sprintf(' (variable %s', var);
    if position > 0
      about = sprintf('%s, argument #%d', about, position);
    end
    about = [about, ')'];
  elseif position > 0
    about = sprintf(' (argument #%d)', position);
  end
  hits = find(strncmpi(str, choices, numel(str)));
  if numel(str) == 0
    hits = [];
  end
  if numel(hits) == 1
    s = choices{hits};
    return;
  end
  exact = find(strcmpi(str, choices));
  if ~isempty(exact)
    s = choices{exact(1)};
    return;
  end
  if isempty(hits)
    error('MATLAB:unrecognizedStringChoice', '%s''%s''%s does not match any of\n%s', head, str, about, sprintf('%s\n', choices{:}));
  end
  % Several fit: the shortest one, when all others go on from it.
  [unused, k] = min(cellfun('length', choices(hits)));
  short = choices{hits(k)};
  if all(strncmpi(short, choices(hits), numel(short)))
    s = short;
  else
    error('MATLAB:ambiguousStringChoice', '%s''%s''%s matches multiple possible values:\n%s', head, str, about, sprintf('%s\n', choices{hits}));
  end
end
