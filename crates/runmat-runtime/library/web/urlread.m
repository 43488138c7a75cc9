function [s, success, message] = urlread(url, varargin)
% s = urlread(url): the content of a web page as text.
% [s, success, message] = urlread(url, 'get' or 'post', {name, value, ...}): with a query; errors are told, not raised.
  s = '';
  success = true;
  message = '';
  try
    s = native2unicode(__urlfetch__(url, varargin), 'UTF-8');
  catch e
    if nargout < 2 || strcmp(e.identifier, 'RunMat:CapabilityDenied')
      rethrow(e);
    end
    success = false;
    message = e.message;
  end
end
