function y = movprod(x, wlen, varargin)
% movprod(x, wlen): prod over a window of wlen elements that moves along x.
%   movprod(1:5, 3)
  if nargin < 2
    error('Invalid call to movprod');
  end
  y = movfun(@(v) prod(v, 1), x, wlen, varargin{:});
end
