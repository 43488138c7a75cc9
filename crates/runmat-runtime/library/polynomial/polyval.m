function [y, dy] = polyval(p, x, s, mu)
  % polyval(p, x): the polynomial with coefficients p at x.  polyval(p, x, [], mu): at (x - mu(1))/mu(2).
  if nargin < 2 || (nargout == 2 && nargin < 3)
    print_usage();
  end
  if nargin < 3
    s = [];
  end
  if ~(isvector(p) || isempty(p)) || (__octave__() && ~isfloat(p)) || ~(isnumeric(p) || islogical(p))
    error('polyval: P must be a numeric floating point vector (double or single)');
  end
  if __octave__() && ~isfloat(x)
    error('polyval: X must be numeric floating point (double or single)');
  end
  if nargin > 3 && __octave__() && ~(isfloat(mu) && numel(mu) == 2)
    error('polyval: MU must be numeric floating point with 2 values');
  end
  if isempty(x) || isempty(p)
    if isa(x, 'single') || isa(p, 'single')
      y = zeros(size(x), 'single');
    else
      y = zeros(size(x));
    end
    return;
  end
  if nargin > 3
    x = (x - mu(1)) / mu(2);
  end
  n = numel(p) - 1;
  y = p(1) * ones(size(x), class(x(1) * p(1)));
  for k = 2:n + 1
    y = y .* x + p(k);
  end
  if nargout == 2
    a = x(:) .^ (n:-1:0);
    dy = sqrt(1 + sumsq(a / s.R, 2)) * s.normr / sqrt(s.df);
    dy = reshape(dy, size(x));
  end
end
