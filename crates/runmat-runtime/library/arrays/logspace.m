function y = logspace(a, b, n)
% logspace(a, b, n): n numbers from 10^a to 10^b, evenly spaced on a logarithmic scale.
%   logspace(0, 2, 3)
  if nargin < 2
    print_usage();
  end
  if nargin < 3
    n = 50;
  end
  if ~(isscalar(a) && isscalar(b) && isscalar(n))
    error('logspace: arguments A, B, and N must be scalars');
  end
  n = fix(n);
  if b == pi
    y = 10 .^ linspace(a, log10(pi), n);
  else
    y = 10 .^ linspace(a, b, n);
  end
end
