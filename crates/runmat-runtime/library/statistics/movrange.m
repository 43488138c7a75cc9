function y = movrange(x, wlen, varargin)
% movrange(x, wlen): range over a window of wlen elements that moves along x.
%   movrange(1:5, 3)
  if nargin < 2
    error('Invalid call to movrange');
  end
  y = movfun(@(v) range(v, 1), x, wlen, varargin{:});
end
