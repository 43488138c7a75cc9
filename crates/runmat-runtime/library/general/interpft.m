function z = interpft(x, n, dim)
  % z = interpft(x, n, dim): n points of the periodic function of which x has samples.
  if nargin < 2
    print_usage();
  end
  if ~(isscalar(n) && n == fix(n))
    error('interpft: N must be a scalar integer');
  end
  if nargin == 2
    if isrow(x)
      dim = 2;
    else
      dim = find(size(x) ~= 1, 1);
      if isempty(dim)
        dim = 1;
      end
    end
  end
  nd = ndims(x);
  if dim < 1 || dim > nd
    error('interpft: invalid dimension DIM');
  end
  perm = [dim:nd, 1:dim - 1];
  x = permute(x, perm);
  m = rows(x);
  sz = size(x);
  inc = ceil(1 * m / n);
  y = fft(x) / m;
  k = ceil(m / 2);
  y = reshape(y, m, prod(sz(2:end)));
  if n > m
    y = [y(1:k, :); zeros(n - m, columns(y)); y(k + 1:m, :)];
    if mod(m, 2) == 0
      y(k + 1 + n - m, :) = y(k + 1 + n - m, :) / 2;
      y(k + 1, :) = y(k + 1 + n - m, :);
    end
  elseif n < m
    k = ceil(n / 2);
    kept = [y(1:k, :); y(m - n + k + 1:m, :)];
    if mod(n, 2) == 0
      kept(k + 1, :) = y(k + 1, :) + y(m - k + 1, :);
      if n == m
        kept(k + 1, :) = y(k + 1, :);
      end
    end
    y = kept;
  end
  z = n * ifft(reshape(y, [n, sz(2:end)]));
  if isreal(x)
    z = real(z);
  end
  z = ipermute(z, perm);
end
