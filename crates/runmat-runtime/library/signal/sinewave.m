function x = sinewave(m, n, d)
  % x = sinewave(m, n, d): m values of a sine with period n and phase d.
  if nargin < 1
    print_usage();
  end
  if nargin < 3
    d = 0;
  end
  if nargin < 2
    n = m;
  end
  x = sin(((1:m) + d - 1).' * 2 * pi / n);
end
