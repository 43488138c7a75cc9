function [file, success, message] = urlwrite(url, file, varargin)
% file = urlwrite(url, file): stores the content of a web page in a file; its full path.
% [file, success, message] = urlwrite(url, file, 'get' or 'post', {name, value, ...}): with a query; errors are told.
  success = true;
  message = '';
  try
    __webstore__(file, __urlfetch__(url, varargin));
    if isempty(regexp(file, '^([\\/]|[A-Za-z]:)', 'once'))
      file = fullfile(pwd(), file);
    end
  catch e
    if nargout < 2 || strcmp(e.identifier, 'RunMat:CapabilityDenied')
      rethrow(e);
    end
    file = '';
    success = false;
    message = e.message;
  end
end
