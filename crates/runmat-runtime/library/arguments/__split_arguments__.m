function varargout = __split_arguments__(list, optional, repeating, names)
  % __split_arguments__(list, optional, repeating, names): the arguments in the cell `list` taken apart.
  %
  % Results: for each of the optional arguments whether it is given, and its value; a cell row for each of the
  % repeating ones; for each name (`names` has commas between) whether it is given, and its value; how many are no
  % names or their values.
  if isempty(names)
    names = {};
  else
    names = strsplit(names, ',');
  end
  total = numel(list);
  first = 1;
  while first <= total && (first <= optional || repeating > 0) && ~begins_pairs(list, first, names)
    first = first + 1;
  end
  varargout = cell(1, 2 * optional + repeating + 2 * numel(names) + 1);
  varargout{end} = first - 1;
  for k = 1:optional
    given = k < first;
    varargout{2 * k - 1} = given;
    if given
      varargout{2 * k} = list{k};
    end
  end
  rest = list(min(optional + 1, first):first - 1);
  if repeating > 0
    if mod(numel(rest), repeating) ~= 0
      error('MATLAB:minrhs', 'Invalid argument list. Repeating arguments must be given in groups of %d.', repeating);
    end
    groups = reshape(rest, repeating, []);
    for k = 1:repeating
      varargout{2 * optional + k} = groups(k, :);
    end
  end
  offset = 2 * optional + repeating;
  for k = 1:numel(names)
    varargout{offset + 2 * k - 1} = false;
  end
  while first <= total
    name = list{first};
    if isempty(names) || ~is_text(name)
      error('MATLAB:TooManyInputs', 'Too many input arguments.');
    end
    k = find_name(name, names);
    if k == 0
      error('MATLAB:TooManyInputs', 'Invalid argument name ''%s''. Use %s.', char(name), enumeration(names));
    end
    if first == total
      error('MATLAB:InputParser:ParamMissingValue', 'No value was given for ''%s''. Name-value pair arguments require a name followed by a value.', names{k});
    end
    varargout{offset + 2 * k - 1} = true;
    varargout{offset + 2 * k} = list{first + 1};
    first = first + 2;
  end
end

function yes = is_text(v)
  yes = (ischar(v) && (isrow(v) || isempty(v))) || (isstring(v) && isscalar(v));
end

function yes = begins_pairs(list, k, names)
  % Whether a name stands there with as many values behind as names.
  v = list{k};
  yes = is_text(v) && mod(numel(list) - k, 2) == 1 && find_name(v, names) > 0;
end

function k = find_name(name, names)
  % The number of a name, of which the beginning is enough where it is unique; 0 when there is none.
  name = char(name);
  k = find(strcmp(names, name), 1);
  if isempty(k)
    k = find(strncmpi(names, name, max(numel(name), 1)));
  end
  if numel(k) ~= 1 || isempty(name)
    k = 0;
  end
end

function text = enumeration(names)
  quoted = cellfun(@(n) ['''' n ''''], names, 'UniformOutput', false);
  if numel(quoted) < 2
    text = [quoted{:}];
  elseif numel(quoted) == 2
    text = [quoted{1} ' or ' quoted{2}];
  else
    text = [strjoin(quoted(1:end - 1), ', ') ', or ' quoted{end}];
  end
end
