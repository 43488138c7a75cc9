function [k, e] = ellipke(m, tol)
  % [k, e] = ellipke(m): complete elliptic integrals of the first and second kind.
  if nargin < 1 || nargin > 2
    print_usage();
  end
  if ~isnumeric(m) || ~isreal(m)
    error('ellipke: M must be real');
  elseif any(m(:) > 1)
    error('ellipke: M must be <= 1');
  end
  if nargin == 2 && ~(isnumeric(tol) && isreal(tol) && isscalar(tol) && tol > 0)
    error('ellipke: TOL must be a real scalar > 0');
  end
  k = zeros(size(m), class(m));
  e = k;
  for idx = 1:numel(m)
    [k(idx), e(idx)] = one_value(m(idx));
  end
end

function [k, e] = one_value(m)
  if m == 1
    k = Inf;
    e = 1;
    return;
  elseif m == -Inf
    k = 0;
    e = Inf;
    return;
  elseif isnan(m)
    k = NaN;
    e = NaN;
    return;
  end
  scale_k = 1;
  scale_e = 1;
  if m < 0
    scale_k = 1 / sqrt(1 - m);
    scale_e = sqrt(1 - m);
    m = -m / (1 - m);
  end
  a = 1;
  b = sqrt(1 - m);
  c = sqrt(m);
  f = 0.5;
  sum = f * c ^ 2;
  for step = 1:40
    t = (a + b) / 2;
    c = (a - b) / 2;
    f = 2 * f;
    sum = sum + f * c ^ 2;
    b = sqrt(a * b);
    a = t;
    if abs(c) <= eps(a)
      break;
    end
  end
  k = scale_k * 0.5 * pi / a;
  e = scale_e * 0.5 * pi * (1 - sum) / a;
end
