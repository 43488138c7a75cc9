function [body, url] = __urlfetch__(url, list)
% body = __urlfetch__(url, {method, pairs, ...}): what urlread and urlwrite fetch.
  options = weboptions('Timeout', 60);
  method = 'get';
  pairs = {};
  k = 1;
  while k < numel(list)
    switch lower(list{k})
      case {'get', 'post'}
        method = lower(list{k});
        pairs = list{k + 1};
      case 'timeout'
        options.Timeout = list{k + 1};
      case 'useragent'
        options.UserAgent = list{k + 1};
      case 'authentication'
      case 'username'
        options.Username = list{k + 1};
      case 'password'
        options.Password = list{k + 1};
      case 'charset'
        options.CharacterEncoding = list{k + 1};
      otherwise
        error('RunMat:InvalidOption', 'There is no option ''%s''.', list{k});
    end
    k = k + 2;
  end
  if strcmp(method, 'post')
    type = 'application/x-www-form-urlencoded';
    body = __webrequest__('POST', url, unicode2native(__webquery__(pairs, 'csv'), 'UTF-8'), type, options);
  else
    body = __webrequest__('GET', __webaddress__(url, pairs, options), [], '', options);
  end
end
