function y = movsum(x, wlen, varargin)
% movsum(x, wlen): sum over a window of wlen elements that moves along x.
%   movsum(1:5, 3)
  if nargin < 2
    print_usage();
  end
  [rest, omit] = __moving_options__(varargin);
  if omit
    f = @(v) sum(v, 1, 'omitnan');
  else
    f = @(v) sum(v, 1);
  end
  y = movfun(f, x, wlen, rest{:});
end
