function o = weboptions(varargin)
% o = weboptions(name, value, ...): how webread, webwrite and websave make their requests.
% Names: CharacterEncoding, UserAgent, Timeout, Username, Password, KeyName, KeyValue, ContentType, ContentReader,
% MediaType, RequestMethod, ArrayFormat, HeaderFields, CertificateFilename.
  seconds = 5;
  if exist('OCTAVE_VERSION', 'builtin')
    seconds = 10;
  end
  s = struct('CharacterEncoding', 'auto', 'UserAgent', 'RunMat', 'Timeout', seconds, 'Username', '', 'Password', '', ...
      'KeyName', '', 'KeyValue', '', 'ContentType', 'auto', 'ContentReader', [], 'MediaType', 'auto', ...
      'RequestMethod', 'auto', 'ArrayFormat', 'csv', 'HeaderFields', {{}}, 'CertificateFilename', '');
  names = fieldnames(s);
  if mod(numel(varargin), 2) == 1
    error('MATLAB:weboptions:pairs', 'Names and values of options come in pairs.');
  end
  for k = 1:2:numel(varargin)
    at = find(strncmpi(names, varargin{k}, numel(varargin{k})));
    if numel(at) ~= 1
      error('MATLAB:weboptions:unknownName', 'There is no option ''%s''.', varargin{k});
    end
    s.(names{at}) = varargin{k + 1};
  end
  o = __object__('weboptions', s);
end
