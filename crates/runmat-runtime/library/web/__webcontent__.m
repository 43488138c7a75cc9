function data = __webcontent__(body, headers, options)
% data = __webcontent__(body, headers, options): the content of an answer as its type says, or the options.
  at = find(strcmpi(headers(:, 1), 'Content-Type'), 1);
  type = '';
  if ~isempty(at)
    type = lower(headers{at, 2});
  end
  charset = regexp(type, 'charset="?([\w\-]+)', 'tokens', 'once');
  if ~strcmpi(options.CharacterEncoding, 'auto')
    charset = {char(options.CharacterEncoding)};
  elseif isempty(charset)
    charset = {'UTF-8'};
  end
  type = strtrim(regexprep(type, ';.*', ''));
  kind = lower(char(options.ContentType));
  if strcmp(kind, 'auto')
    kind = kind_of(type);
  end
  if ~isempty(options.ContentReader)
    file = tempname();
    removed = onCleanup(@() delete(file));
    __webstore__(file, body);
    data = feval(options.ContentReader, file);
    return;
  end
  switch kind
    case 'json'
      data = jsondecode(native2unicode(body, 'UTF-8'));
    case {'text', 'xmldom', 'raw'}
      data = native2unicode(body, charset{1});
    case 'binary'
      data = body(:);
    otherwise
      error('MATLAB:webservices:contentType', 'Content of the type ''%s'' cannot be read.', kind);
  end
end

function kind = kind_of(type)
  if strcmp(type, 'application/json') || ~isempty(regexp(type, '\+json$', 'once'))
    kind = 'json';
  elseif strncmp(type, 'text/', 5) || ~isempty(regexp(type, '^application/(xml|javascript|x-javascript|x-www-form-urlencoded|rss|.*\+xml)$', 'once'))
    kind = 'text';
  else
    kind = 'binary';
  end
end
