function [body, headers, url] = __webrequest__(method, url, body, type, options)
% [body, headers, url] = __webrequest__(method, url, body, type, options): makes a request with the options' headers;
% a status that says that it went wrong is an error.
  if ~strcmpi(options.RequestMethod, 'auto')
    method = options.RequestMethod;
  end
  headers = {'User-Agent', char(options.UserAgent); 'Accept', '*/*'};
  if ~isempty(type)
    headers(end + 1, :) = {'Content-Type', type};
  end
  if ~isempty(options.Username)
    login = [char(options.Username), ':', char(options.Password)];
    headers(end + 1, :) = {'Authorization', ['Basic ', matlab.net.base64encode(unicode2native(login, 'UTF-8'))]};
  end
  if ~isempty(options.KeyName)
    headers(end + 1, :) = {char(options.KeyName), text_of(options.KeyValue)};
  end
  fields = options.HeaderFields;
  for k = 1:size(fields, 1)
    headers(end + 1, :) = {char(fields{k, 1}), text_of(fields{k, 2})};
  end
  [status, reason, headers, body, url] = __http__(upper(char(method)), char(url), headers, body, options.Timeout);
  if status < 200 || status > 299
    id = sprintf('MATLAB:webservices:HTTP%dStatusCodeError', status);
    error(id, 'The server returned the status %d with message "%s" in response to the request to URL %s.', status, ...
        reason, url);
  end
end

function t = text_of(v)
  if isnumeric(v)
    t = num2str(v, 15);
  else
    t = char(v);
  end
end
