function y = nthroot(x, n)
  % nthroot(x, n): the real n-th root of real numbers.
  if nargin ~= 2
    print_usage();
  end
  if ~isreal(x) || ~isreal(n)
    error('nthroot: X and N must be real');
  end
  if ~isscalar(n) && __octave__()
    error('nthroot: N must be a real nonzero scalar');
  end
  if any(n(:) == 0)
    error('nthroot: N must be a real nonzero scalar');
  end
  if isscalar(n)
    y = scalar_root(x, n);
  else
    if isscalar(x)
      x = repmat(x, size(n));
    end
    y = zeros(size(x));
    for k = 1:numel(x)
      y(k) = scalar_root(x(k), n(k));
    end
  end
end

function y = scalar_root(x, n)
  if n == 3
    y = cbrt(x);
    return;
  elseif n == -3
    y = 1 ./ cbrt(x);
    return;
  end
  whole = n == fix(n);
  odd = whole && mod(n, 2) == 1;
  if any(x(:) < 0) && ~odd
    error('nthroot: N must be an odd integer if X contains negative values');
  end
  if odd
    y = abs(x) .^ (1 / n) .* sign(x);
    if n < 0
      y(x == 0) = Inf;
    end
  else
    y = x .^ (1 / n);
  end
  if whole && n > 0 && isfinite(n)
    % One step of Newton's method where it is safe.
    p = y .^ (n - 1);
    correction = (y .* p - x) ./ (n * p);
    ok = y ~= 0 & isfinite(y) & isfinite(correction);
    y(ok) = y(ok) - correction(ok);
  end
end
