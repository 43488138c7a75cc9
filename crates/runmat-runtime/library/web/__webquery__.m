function q = __webquery__(pairs, format)
% q = __webquery__({name, value, ...}, format): names and values as a query, arrays as the format says.
  if mod(numel(pairs), 2) == 1
    error('MATLAB:webservices:pairs', 'Names and values of queries come in pairs.');
  end
  parts = {};
  for k = 1:2:numel(pairs)
    name = __urlencode__(pairs{k});
    texts = values_of(pairs{k + 1});
    if numel(texts) == 1
      parts{end + 1} = [name, '=', texts{1}];
      continue;
    end
    switch lower(format)
      case 'csv'
        parts{end + 1} = [name, '=', strjoin(texts, ',')];
      case 'json'
        parts{end + 1} = [name, '=[', strjoin(texts, ','), ']'];
      case 'repeating'
        parts = [parts, strcat(name, '=', texts)];
      case 'php'
        parts = [parts, strcat(name, '[]=', texts)];
      otherwise
        error('MATLAB:webservices:arrayFormat', 'There is no array format ''%s''.', format);
    end
  end
  q = strjoin(parts, '&');
end

function texts = values_of(v)
  if ischar(v)
    texts = {__urlencode__(v)};
  elseif islogical(v)
    words = {'false', 'true'};
    texts = words(v(:)' + 1);
  elseif isnumeric(v)
    texts = arrayfun(@(x) num2str(x, 15), v(:)', 'UniformOutput', false);
  elseif iscell(v)
    texts = cellfun(@(x) strjoin(values_of(x), ','), v(:)', 'UniformOutput', false);
  else
    texts = arrayfun(@(x) __urlencode__(x), v(:)', 'UniformOutput', false);
  end
end
