function y = movmin(x, wlen, varargin)
% movmin(x, wlen): min over a window of wlen elements that moves along x.
%   movmin(1:5, 3)
  if nargin < 2
    error('Invalid call to movmin');
  end
  y = movfun(@(v) min(v, [], 1), x, wlen, varargin{:});
end
