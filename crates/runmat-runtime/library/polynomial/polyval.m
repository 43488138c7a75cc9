function [y, dy] = polyval(p, x, s, mu)
  % polyval(p, x): the polynomial with coefficients p at x.  polyval(p, x, [], mu): at (x - mu(1))/mu(2).
  if nargin < 2 || (nargout == 2 && nargin < 3)
    print_usage();
  end
  if nargin < 3
    s = [];
  end
  if ~(isnumeric(p) && (isvector(p) || isempty(p))) && ~islogical(p)
    error('polyval: P must be a numeric floating point vector (double or single)');
  end
  if isempty(x)
    y = [];
    return;
  elseif isempty(p)
    y = zeros(size(x));
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
    a = bsxfun(@power, x(:), n:-1:0);
    dy = sqrt(1 + sumsq(a / s.R, 2)) * s.normr / sqrt(s.df);
    dy = reshape(dy, size(x));
  end
end
