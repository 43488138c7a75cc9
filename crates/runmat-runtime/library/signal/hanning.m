function c = hanning(m)
  % c = hanning(m): Hann window without its zeros.
  if nargin < 1
    print_usage();
  end
  if ~(isscalar(m) && m == fix(m) && m > 0)
    error('hanning: M must be a positive integer');
  end
  c = 0.5 - 0.5 * cos(2 * pi * (1:m).' / (m + 1));
end
