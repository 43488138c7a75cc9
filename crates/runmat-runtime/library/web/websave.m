function path = websave(file, url, varargin)
% path = websave(file, url): stores the content of a web page in a file; its full path.
% path = websave(file, url, name, value, ...), websave(..., options): with a query, as weboptions say.
  [options, pairs] = __weboptions__(varargin);
  if strcmpi(options.RequestMethod, 'post')
    body = __webrequest__('POST', url, unicode2native(__webquery__(pairs, options.ArrayFormat), 'UTF-8'), ...
        'application/x-www-form-urlencoded', options);
  else
    body = __webrequest__('GET', __webaddress__(url, pairs, options), [], '', options);
  end
  file = char(file);
  __webstore__(file, body);
  path = file;
  if isempty(regexp(file, '^([\\/]|[A-Za-z]:)', 'once'))
    path = fullfile(pwd(), file);
  end
end
