function c = hanning(m, opt)
  % c = hanning(m, 'periodic' or 'symmetric'): Hann window.
  if nargin < 1
    print_usage();
  end
  if ~(isscalar(m) && m == fix(m) && m > 0)
    error('hanning: M must be a positive integer');
  end
  if __octave__()
    first = 0;
    n = m - 1;
  else
    first = 1;
    n = m + 1;
  end
  if nargin == 2
    switch opt
      case 'periodic'
        first = 0;
        n = m;
      case 'symmetric'
      otherwise
        error('hanning: window type must be either "periodic" or "symmetric"');
    end
  end
  if m == 1
    c = 1;
  else
    c = 0.5 - 0.5 * cos(2 * pi * (first:first + m - 1).' / n);
  end
end
