function y = cplxpair(z, tol, dim)
  % y = cplxpair(z, tol, dim): complex numbers in conjugate pairs, negative imaginary part first, by real parts;
  % then the real numbers in order.
  if nargin < 1
    print_usage();
  end
  if nargin < 2 || isempty(tol)
    tol = 100 * eps(class(real(z)));
  elseif ~isscalar(tol) || ~isnumeric(tol) || ~isreal(tol)
    error('cplxpair: TOL must be a positive real scalar number');
  elseif tol < 0 || tol >= 1
    error('cplxpair: TOL must be a positive number in the range 0 <= TOL < 1');
  end
  if isempty(z)
    y = z;
    return
  end
  if nargin < 3
    dim = find(size(z) ~= 1, 1);
    if isempty(dim)
      dim = 1;
    end
  elseif ~isscalar(dim) || dim < 1 || dim ~= fix(dim) || dim > ndims(z)
    error('cplxpair: invalid dimension DIM');
  end
  order = [dim, 1:dim - 1, dim + 1:ndims(z)];
  z = permute(z, order);
  shape = size(z);
  z = reshape(z, shape(1), []);
  y = z;
  for c = 1:size(z, 2)
    y(:, c) = paired(z(:, c), tol);
  end
  y = ipermute(reshape(y, shape), order);
end

function y = paired(z, tol)
  is_real = abs(imag(z)) <= tol * abs(z);
  reals = sort(real(z(is_real)));
  z = z(~is_real);
  if mod(numel(z), 2) ~= 0
    error('cplxpair: could not pair all complex numbers');
  end
  [~, order] = sortrows([real(z), abs(imag(z))]);
  z = z(order);
  pairs = zeros(0, 1);
  while ~isempty(z)
    other = z(2:end);
    distance = abs(other - conj(z(1)));
    [least, k] = min(distance);
    if isempty(k) || least > tol * abs(z(1))
      error('cplxpair: could not pair all complex numbers');
    end
    two = [z(1); other(k)];
    if imag(two(1)) > 0
      two = two([2, 1]);
    end
    pairs = [pairs; two];
    z([1, k + 1]) = [];
  end
  y = [pairs; reals];
end
