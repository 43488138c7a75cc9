function y = movmax(x, wlen, varargin)
% movmax(x, wlen): max over a window of wlen elements that moves along x.
%   movmax(1:5, 3)
  if nargin < 2
    print_usage();
  end
  [rest, omit] = __moving_options__(varargin);
  if omit
    f = @(v) max(v, [], 1);
  elseif ~__octave__()
    f = @(v) max(v, [], 1, 'includenan');
  else
    f = @(v) max(v, [], 1);
  end
  y = movfun(f, x, wlen, rest{:});
end
