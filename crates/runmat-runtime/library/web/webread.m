function [data, headers] = webread(url, varargin)
% data = webread(url): the content of a web page: JSON as values, text as text, anything else as bytes.
% data = webread(url, name, value, ...): with a query.
% data = webread(..., options): as weboptions say.
  [options, pairs] = __weboptions__(varargin);
  [body, headers] = __webrequest__('GET', __webaddress__(url, pairs, options), [], '', options);
  data = __webcontent__(body, headers, options);
end
