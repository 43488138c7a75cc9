function y = movmean(x, wlen, varargin)
% movmean(x, wlen): mean over a window of wlen elements that moves along x.
%   movmean(1:5, 3)
  if nargin < 2
    error('Invalid call to movmean');
  end
  y = movfun(@(v) mean(v, 1), x, wlen, varargin{:});
end
