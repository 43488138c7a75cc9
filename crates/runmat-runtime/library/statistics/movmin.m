function y = movmin(x, wlen, varargin)
% movmin(x, wlen): min over a window of wlen elements that moves along x.
%   movmin(1:5, 3)
  if nargin < 2
    print_usage();
  end
  [rest, omit] = __moving_options__(varargin);
  if omit
    f = @(v) min(v, [], 1);
  elseif ~__octave__()
    f = @(v) min(v, [], 1, 'includenan');
  else
    f = @(v) min(v, [], 1);
  end
  y = movfun(f, x, wlen, rest{:});
end
