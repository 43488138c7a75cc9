function y = movsum(x, wlen, varargin)
% movsum(x, wlen): sum over a window of wlen elements that moves along x.
%   movsum(1:5, 3)
  if nargin < 2
    error('Invalid call to movsum');
  end
  y = movfun(@(v) sum(v, 1), x, wlen, varargin{:});
end
