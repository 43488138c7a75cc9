function [data, headers] = webwrite(url, varargin)
% data = webwrite(url, name, value, ...): posts a form, and gives the content of the answer.
% data = webwrite(url, x): posts data: text as it is, other values as JSON.
% data = webwrite(..., options): as weboptions say.
  [options, rest] = __weboptions__(varargin);
  [body, type] = content(rest, options);
  [answer, headers] = __webrequest__('POST', url, body, type, options);
  data = __webcontent__(answer, headers, options);
end

function [body, type] = content(list, options)
  type = lower(char(options.MediaType));
  if numel(list) > 1
    text = __webquery__(list, options.ArrayFormat);
    normal = 'application/x-www-form-urlencoded';
  elseif isempty(list)
    text = '';
    normal = 'application/x-www-form-urlencoded';
  elseif ischar(list{1}) || (isstring(list{1}) && isscalar(list{1}))
    text = char(list{1});
    normal = 'application/x-www-form-urlencoded';
    if ~isempty(strfind(type, 'json')) && isstring(list{1})
      text = jsonencode(list{1});
    end
  elseif isa(list{1}, 'uint8') && strcmp(type, 'application/octet-stream')
    body = list{1}(:)';
    return;
  else
    text = jsonencode(list{1});
    normal = 'application/json';
  end
  if strcmp(type, 'auto')
    type = normal;
  end
  body = unicode2native(text, 'UTF-8');
end
