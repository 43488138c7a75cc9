function y = movmax(x, wlen, varargin)
% movmax(x, wlen): max over a window of wlen elements that moves along x.
%   movmax(1:5, 3)
  if nargin < 2
    error('Invalid call to movmax');
  end
  y = movfun(@(v) max(v, [], 1), x, wlen, varargin{:});
end
