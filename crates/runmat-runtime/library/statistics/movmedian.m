function y = movmedian(x, wlen, varargin)
% movmedian(x, wlen): median over a window of wlen elements that moves along x.
%   movmedian(1:5, 3)
  if nargin < 2
    error('Invalid call to movmedian');
  end
  y = movfun(@(v) median(v, 1), x, wlen, varargin{:});
end
