function c = hamming(m, opt)
  % c = hamming(m, 'periodic' or 'symmetric'): Hamming window.
  if nargin < 1
    print_usage();
  end
  if ~(isscalar(m) && m == fix(m) && m > 0)
    error('hamming: M must be a positive integer');
  end
  n = m - 1;
  if nargin == 2
    switch opt
      case 'periodic'
        n = m;
      case 'symmetric'
        n = m - 1;
      otherwise
        error('hamming: window type must be either "periodic" or "symmetric"');
    end
  end
  if m == 1
    c = 1;
  else
    c = 0.54 - 0.46 * cos(2 * pi * (0:m - 1).' / n);
  end
end
