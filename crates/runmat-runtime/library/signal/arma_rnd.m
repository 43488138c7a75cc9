function x = arma_rnd(a, b, v, t, n)
  % x = arma_rnd(a, b, v, t, n): simulation of an ARMA process.
  if nargin < 4
    print_usage();
  end
  if nargin < 5
    n = 100;
  elseif ~isscalar(n)
    error('arma_rnd: N must be a scalar');
  end
  if min(size(a)) > 1 || min(size(b)) > 1
    error('arma_rnd: A and B must not be matrices');
  end
  if ~isscalar(t)
    error('arma_rnd: T must be a scalar');
  end
  a = [1; -a(:)];
  b = [1; b(:)];
  x = filter(b, a, sqrt(v) * randn(t + n, 1));
  x = x(n + 1:t + n);
end
