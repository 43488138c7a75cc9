function y = detrend(x, p)
  % y = detrend(x, p): x less the polynomial of degree p that fits it best.
  if nargin < 1
    print_usage();
  end
  if ~isnumeric(x) || ndims(x) > 2
    error('detrend: X must be a numeric vector or matrix');
  end
  if nargin == 1
    p = 1;
  elseif ischar(p) && strcmpi(p, 'constant')
    p = 0;
  elseif ischar(p) && strcmpi(p, 'linear')
    p = 1;
  elseif ~isscalar(p) || p < 0 || p ~= fix(p)
    error('detrend: P must be "constant", "linear", or a positive integer');
  end
  turned = rows(x) == 1;
  if turned
    x = x.';
  end
  r = rows(x);
  b = ((1:r).' / r) .^ (0:p);
  y = x - b * (b \ x);
  if turned
    y = y.';
  end
end
