function varargout = gallery(name, varargin)
  % gallery('name', ...): test matrices, by name: cauchy, chebspec, chebvand, chow, circul, clement, compar, condex, cycol,
  % dorr, dramadah, fiedler, forsythe, frank, gcdmat, gearmat, grcar, hanowa, house, integerdata, invhess, invol, ipjfact,
  % jordbloc, kahan, kms, krylov, lauchli, lehmer, lesp, lotkin, minij, moler, neumann, normaldata, orthog, parter, pei,
  % poisson, prolate, randhess, rando, randsvd, redheff, riemann, ris, smoke, toeppd, toeppen, tridiag, triw, uniformdata,
  % wathen, wilk; gallery(3) and gallery(5) are two badly conditioned ones.
  if nargin < 1
    print_usage();
  end
  if isnumeric(name) && isequal(name, 3)
    varargout = {[-149, -50, -154; 537, 180, 546; -27, -9, -25]};
    return
  elseif isnumeric(name) && isequal(name, 5)
    varargout = {[-9, 11, -21, 63, -252; 70, -69, 141, -421, 1684; -575, 575, -1149, 3451, -13801; 3891, -3891, 7782, -23345, 93365; 1024, -1024, 2048, -6144, 24572]};
    return
  elseif ~ischar(name)
    error('gallery: NAME must be a string');
  end
  known = {'cauchy', @cauchy; 'chebspec', @chebspec; 'chebvand', @chebvand; 'chow', @chow; 'circul', @circul
           'clement', @clement; 'compar', @compar; 'condex', @condex; 'cycol', @cycol; 'dorr', @dorr; 'dramadah', @dramadah
           'fiedler', @fiedler; 'forsythe', @forsythe; 'frank', @frank; 'gcdmat', @gcdmat; 'gearmat', @gearmat
           'grcar', @grcar; 'hanowa', @hanowa; 'house', @house; 'integerdata', @integerdata; 'invhess', @invhess
           'invol', @invol; 'ipjfact', @ipjfact; 'jordbloc', @jordbloc; 'kahan', @kahan; 'kms', @kms; 'krylov', @krylov
           'lauchli', @lauchli; 'lehmer', @lehmer; 'lesp', @lesp; 'lotkin', @lotkin; 'minij', @minij; 'moler', @moler
           'neumann', @neumann; 'normaldata', @normaldata; 'orthog', @orthog; 'parter', @parter; 'pei', @pei
           'poisson', @poisson; 'prolate', @prolate; 'randhess', @randhess; 'rando', @rando; 'randsvd', @randsvd
           'redheff', @redheff; 'riemann', @riemann; 'ris', @ris; 'smoke', @smoke; 'toeppd', @toeppd; 'toeppen', @toeppen
           'tridiag', @tridiag; 'triw', @triw; 'uniformdata', @uniformdata; 'wathen', @wathen; 'wilk', @wilk};
  k = find(strcmp(known(:, 1), name));
  if isempty(k)
    if any(strcmp(name, {'binomial', 'leslie', 'qmult', 'randcolu', 'randcorr', 'randjorth', 'gcdmat2'}))
      error('gallery: matrix %s not implemented', name);
    end
    error('gallery: unknown matrix with NAME %s', name);
  end
  varargout = cell(1, max(nargout, 1));
  [varargout{:}] = known{k, 2}(varargin{:});
end

function v = points(n)
  % 1:n for a number, else the vector itself as a row.
  if isscalar(n)
    v = 1:n;
  else
    v = n(:).';
  end
end

function a = cauchy(x, y)
  x = points(x);
  if nargin < 2
    y = x;
  else
    y = points(y);
  end
  a = 1 ./ (x.' + y);
end

function a = chebspec(n, k)
  % The differentiation matrix in Chebyshev's points; with k = 1 without the first row and column.
  if nargin < 2
    k = 0;
  end
  n = n + (k == 1) - 1;
  if n < 1
    a = 0;
    return
  end
  x = cos(pi * (0:n).' / n);
  c = [2; ones(n - 1, 1); 2] .* (-1) .^ (0:n).';
  d = x - x.';
  a = (c * (1 ./ c).') ./ (d + eye(n + 1));
  a = a - diag(sum(a, 2));
  if k == 1
    a = a(2:end, 2:end);
  end
end

function a = chebvand(m, p)
  % Chebyshev's polynomials (a row each) in the points p.
  if nargin < 2
    p = m;
    m = [];
  end
  if isscalar(p)
    p = linspace(0, 1, p);
  end
  p = p(:).';
  if isempty(m)
    m = numel(p);
  end
  a = ones(m, numel(p));
  if m > 1
    a(2, :) = p;
  end
  for k = 3:m
    a(k, :) = 2 * p .* a(k - 1, :) - a(k - 2, :);
  end
end

function a = chow(n, alpha, delta)
  if nargin < 2
    alpha = 1;
  end
  if nargin < 3
    delta = 0;
  end
  a = toeplitz(alpha .^ (1:n), [alpha, 1, zeros(1, n - 2)]) + delta * eye(n);
end

function a = circul(v)
  v = points(v);
  n = numel(v);
  a = zeros(n);
  for k = 1:n
    a(k, :) = circshift(v, k - 1, 2);
  end
end

function a = clement(n, k)
  if nargin < 2
    k = 0;
  end
  up = n - 1:-1:1;
  down = 1:n - 1;
  if k
    s = sqrt(up .* down);
    a = diag(s, 1) + diag(s, -1);
  else
    a = diag(up, -1) + diag(down, 1);
  end
end

function c = compar(a, k)
  if nargin < 2
    k = 0;
  end
  d = diag(diag(a));
  if k == 0
    c = 2 * abs(d) - abs(a);
  else
    c = abs(d) - (max(abs(a - d), [], 2) .* ones(size(a)) .* (tril(a - d) ~= 0 | triu(a - d) ~= 0));
  end
end

function a = condex(n, k, theta)
  % Matrices for which estimators of the condition fail.
  if nargin < 2
    k = 3;
  end
  if nargin < 3
    theta = 100;
  end
  switch k
    case 1
      a = [1, -1, -2 * theta, 0; 0, 1, theta, -theta; 0, 1, 1 + theta, -(theta + 1); 0, 0, 0, theta];
    case 2
      a = [1, -1, 1; 0, 1, 1; 0, 0, -1] + [0, 0, -2 / theta ^ 2; 0, 0, 2 / theta ^ 2; 0, 0, 0] * (theta ~= 0);
    case 3
      a = triw(n, -1).';
      a(n, n) = -1;
    case 4
      x = ones(n, 3);
      x(2:n, 2) = zeros(n - 1, 1);
      x(:, 3) = (-1) .^ (0:n - 1).' .* (1 + (0:n - 1).' / max(n - 1, 1));
      q = orth(x);
      a = eye(n) + theta * (q * q.');
    otherwise
      error('gallery: condex: K must be 1, 2, 3 or 4');
  end
  m = size(a, 1);
  if m < n
    b = eye(n);
    b(1:m, 1:m) = a;
    a = b;
  end
end

function a = cycol(n, k)
  % Columns that repeat.
  m = n(1);
  n = n(end);
  if nargin < 2
    k = max(round(n / 4), 1);
  end
  a = repmat(randn(m, k), 1, ceil(n / k));
  a = a(:, 1:n);
end

function [c, d, e] = dorr(n, theta)
  if nargin < 2
    theta = 0.01;
  end
  h = 1 / (n + 1);
  m = floor((n + 1) / 2);
  t = theta / h ^ 2;
  i = (1:n).';
  low = -t * ones(n, 1);
  up = low;
  first = i <= m;
  low(first) = -t;
  up(first) = -t - (0.5 - i(first) * h) / h;
  low(~first) = -t + (0.5 - i(~first) * h) / h;
  middle = -(low + up);
  c = low(2:n);
  d = middle;
  e = up(1:n - 1);
  if nargout <= 1
    c = tridiag(c, d, e);
  end
end

function a = dramadah(n, k)
  % Zeros and ones with a large inverse.
  if nargin < 2
    k = 1;
  end
  switch k
    case 1
      c = ones(n, 1);
      c(3:3:n) = 0;
      c(4:4:n) = 0;
      r = zeros(1, n);
      start = [1, 1, 0, 1];
      r(1:min(n, 4)) = start(1:min(n, 4));
      a = toeplitz(c, r);
    case 2
      c = zeros(1, n);
      c(1) = 1;
      c(2:2:n) = 1;
      a = toeplitz([1; zeros(n - 1, 1)], c);
    case 3
      a = toeplitz([1; mod(1:n - 1, 2).'], [1, 1, zeros(1, n - 2)]);
    otherwise
      error('gallery: dramadah: K must be 1, 2 or 3');
  end
end

function a = fiedler(c)
  c = points(c);
  a = abs(c.' - c);
end

function a = forsythe(n, alpha, lambda)
  if nargin < 2
    alpha = sqrt(eps);
  end
  if nargin < 3
    lambda = 0;
  end
  a = jordbloc(n, lambda);
  a(n, 1) = alpha;
end

function a = frank(n, k)
  if nargin < 2
    k = 0;
  end
  i = (1:n).';
  a = (n + 1 - max(i, 1:n)) .* ((1:n) >= i - 1);
  if k
    a = rot90(a, 2).';
  end
end

function a = gcdmat(n)
  a = gcd(repmat((1:n).', 1, n), repmat(1:n, n, 1));
end

function a = gearmat(n, i, j)
  if nargin < 2
    i = n;
  end
  if nargin < 3
    j = -n;
  end
  a = diag(ones(n - 1, 1), -1) + diag(ones(n - 1, 1), 1);
  a(1, abs(i)) = sign(i);
  a(n, n + 1 - abs(j)) = sign(j);
end

function a = grcar(n, k)
  if nargin < 2
    k = 3;
  end
  a = tril(triu(ones(n)), k) - diag(ones(n - 1, 1), -1);
end

function a = hanowa(n, d)
  if nargin < 2
    d = -1;
  end
  if mod(n, 2) ~= 0
    error('gallery: N must be even for a hanowa matrix');
  end
  m = n / 2;
  a = [d * eye(m), -diag(1:m); diag(1:m), d * eye(m)];
end

function [v, beta] = house(x)
  if ~iscolumn(x)
    error('gallery: house: X must be a column vector');
  end
  s = norm(x);
  if x(1) ~= 0
    s = s * x(1) / abs(x(1));
  end
  v = x;
  if norm(x) == 0
    beta = 1;
    return
  end
  v(1) = v(1) + s;
  beta = 1 / (s' * v(1));
end

function a = integerdata(limit, varargin)
  % Whole numbers made from a seed, the same for the same arguments.
  if isscalar(limit)
    limit = [1, limit];
  end
  sizes = [varargin{1:end - 1}];
  u = seeded(prod(sizes), varargin{end});
  a = reshape(floor(u * (limit(2) - limit(1) + 1)) + limit(1), sizes);
end

function a = uniformdata(varargin)
  sizes = [varargin{1:end - 1}];
  if isscalar(sizes)
    sizes = [sizes, sizes];
  end
  a = reshape(seeded(prod(sizes), varargin{end}), sizes);
end

function a = normaldata(varargin)
  sizes = [varargin{1:end - 1}];
  if isscalar(sizes)
    sizes = [sizes, sizes];
  end
  n = prod(sizes);
  u = seeded(2 * n, varargin{end});
  a = reshape(sqrt(-2 * log(1 - u(1:n))) .* cos(2 * pi * u(n + 1:end)), sizes);
end

function u = seeded(n, seed)
  % A sequence of its own that leaves the state of rand alone.
  u = zeros(n, 1);
  s = mod(floor(seed) * 69621 + 12345, 2147483647);
  for k = 1:n
    s = mod(16807 * s + 1, 2147483647);
    u(k) = s / 2147483647;
  end
end

function a = invhess(x, y)
  x = points(x);
  if nargin < 2
    y = -x(1:end - 1);
  end
  n = numel(x);
  a = repmat(x, n, 1);
  for j = 2:n
    a(1:j - 1, j) = y(1:j - 1);
  end
end

function a = invol(n)
  a = hilb(n);
  d = -n;
  a(:, 1) = d * a(:, 1);
  for i = 1:n - 1
    d = -(n + i) * (n - i) * d / i ^ 2;
    a(i + 1, :) = d * a(i + 1, :);
  end
end

function [a, d] = ipjfact(n, k)
  if nargin < 2
    k = 0;
  end
  i = (1:n).';
  a = factorial(i + (1:n));
  if k
    a = 1 ./ a;
  end
  d = det(a);
end

function a = jordbloc(n, lambda)
  if nargin < 2
    lambda = 1;
  end
  a = lambda * eye(n) + diag(ones(n - 1, 1), 1);
end

function a = kahan(n, theta, perturbation)
  if nargin < 2
    theta = 1.2;
  end
  if nargin < 3
    perturbation = 25;
  end
  m = n(1);
  n = n(end);
  s = sin(theta);
  c = cos(theta);
  a = eye(n) - c * triu(ones(n), 1);
  a = diag(s .^ (0:n - 1)) * a + perturbation * eps * diag(n:-1:1);
  if m > n
    a(m, n) = 0;
  else
    a = a(1:m, :);
  end
end

function a = kms(n, rho)
  if nargin < 2
    rho = 0.5;
  end
  i = 1:n;
  a = rho .^ abs(i.' - i);
  if ~isreal(rho)
    a = conj(tril(a, -1)) + triu(a);
  end
end

function b = krylov(a, x, j)
  if isscalar(a)
    a = randn(a);
  end
  n = size(a, 1);
  if nargin < 2
    x = ones(n, 1);
  end
  if nargin < 3
    j = n;
  end
  b = zeros(n, j);
  v = x(:);
  for k = 1:j
    b(:, k) = v;
    v = a * v;
  end
end

function a = lauchli(n, mu)
  if nargin < 2
    mu = sqrt(eps);
  end
  a = [ones(1, n); mu * eye(n)];
end

function a = lehmer(n)
  i = 1:n;
  a = min(i.', i) ./ max(i.', i);
end

function a = lesp(n)
  i = 2:n;
  a = full(tridiag(1 ./ i, -(2 * [i, n + 1] + 1), i));
end

function a = lotkin(n)
  a = hilb(n);
  a(1, :) = 1;
end

function a = minij(n)
  i = 1:max(n, 0);
  if isempty(i)
    a = [];
    return
  end
  a = min(i.', i);
end

function a = moler(n, alpha)
  if nargin < 2
    alpha = -1;
  end
  u = triw(n, alpha);
  a = u.' * u;
end

function [a, z] = neumann(n)
  % The Laplacian on a square grid with free borders, and its null vector.
  if isscalar(n)
    m = sqrt(n);
    if m ~= fix(m)
      error('gallery: neumann: N must be a perfect square');
    end
    n = [m, m];
  end
  t = free_ends(n(1));
  s = free_ends(n(2));
  a = kron(speye(n(2)), t) + kron(s, speye(n(1)));
  z = ones(prod(n), 1);
end

function t = free_ends(n)
  t = tridiag(n, -1, 2, -1);
  if n > 1
    t(1, 2) = -2;
    t(n, n - 1) = -2;
  end
end

function q = orthog(n, k)
  if nargin < 2
    k = 1;
  end
  i = 1:n;
  switch k
    case 1
      q = sqrt(2 / (n + 1)) * sin(i.' * i * pi / (n + 1));
    case 2
      q = 2 / sqrt(2 * n + 1) * sin(2 * i.' * i * pi / (2 * n + 1));
    case 3
      q = exp(2i * pi * (0:n - 1).' * (0:n - 1) / n) / sqrt(n);
    case 4
      q = tril(ones(n));
      for j = 2:n
        q(j - 1, j) = -(j - 1);
      end
      q = q([n, 1:n - 1], :);
      q = q ./ sqrt(sum(q .^ 2, 2));
    case 5
      t = (0:n - 1).' * (0:n - 1) * 2 * pi / n;
      q = (cos(t) + sin(t)) / sqrt(n);
    case 6
      q = sqrt(2 / n) * cos(((1:n).' - 0.5) * ((1:n) - 0.5) * pi / n);
    case -1
      q = cos((0:n - 1).' * (0:n - 1) * pi / (n - 1));
    case -2
      q = cos((0:n - 1).' * ((0:n - 1) + 0.5) * pi / n);
    otherwise
      error('gallery: orthog: unknown K');
  end
end

function a = parter(n)
  i = 1:n;
  a = 1 ./ (i.' - i + 0.5);
end

function a = pei(n, alpha)
  if nargin < 2
    alpha = 1;
  end
  a = alpha * eye(n) + ones(n);
end

function a = poisson(n)
  t = tridiag(n, -1, 2, -1);
  a = kron(speye(n), t) + kron(t, speye(n));
end

function a = prolate(n, w)
  if nargin < 2
    w = 0.25;
  end
  k = 1:n - 1;
  a = toeplitz([2 * w, sin(2 * pi * w * k) ./ (pi * k)]);
end

function h = randhess(x)
  % An orthogonal upper Hessenberg matrix, a product of rotations.
  if isscalar(x)
    n = x;
    x = rand(1, n) * 2 * pi;
  else
    n = numel(x);
  end
  h = eye(n);
  h(n, n) = sign(x(n)) + (x(n) == 0);
  for k = n:-1:2
    c = cos(x(k - 1));
    s = sin(x(k - 1));
    h([k - 1, k], :) = [c * h(k - 1, :) + s * h(k, :); -s * h(k - 1, :) + c * h(k, :)];
  end
end

function a = rando(n, k)
  if nargin < 2
    k = 1;
  end
  m = n(1);
  n = n(end);
  switch k
    case 1
      a = floor(rand(m, n) + 0.5);
    case 2
      a = 2 * floor(rand(m, n) + 0.5) - 1;
    case 3
      a = round(3 * rand(m, n) - 1.5);
    otherwise
      error('gallery: rando: unknown K');
  end
end

function a = randsvd(n, kappa, mode)
  % Random orthogonal factors around given singular values.
  if nargin < 2
    kappa = sqrt(1 / eps);
  end
  if nargin < 3
    mode = 3;
  end
  m = n(1);
  n = n(end);
  p = min(m, n);
  switch abs(mode)
    case 1
      s = [1, ones(1, p - 1) / kappa];
    case 2
      s = [ones(1, p - 1), 1 / kappa];
    case 3
      s = kappa .^ (-(0:p - 1) / max(p - 1, 1));
    case 4
      s = 1 - (0:p - 1) / max(p - 1, 1) * (1 - 1 / kappa);
    case 5
      s = exp(-rand(1, p) * log(kappa));
    otherwise
      error('gallery: randsvd: unknown MODE');
  end
  if mode < 0
    s = fliplr(s);
  end
  [u, ~] = qr(randn(m));
  [v, ~] = qr(randn(n));
  d = zeros(m, n);
  d(1:p, 1:p) = diag(s);
  a = u * d * v.';
end

function a = redheff(n)
  i = (1:n).';
  a = double(mod(1:n, i) == 0);
  a(:, 1) = 1;
end

function a = riemann(n)
  i = (2:n + 1).';
  a = i .* (mod(2:n + 1, i) == 0) - 1;
end

function a = ris(n)
  i = 1:n;
  a = 0.5 ./ (n - i.' - i + 1.5);
end

function a = smoke(n, k)
  if nargin < 2
    k = 0;
  end
  a = diag(exp(2i * pi * (1:n) / n)) + diag(ones(n - 1, 1), 1);
  if k == 0
    a(n, 1) = 1;
  end
end

function a = toeppd(n, m, w, theta)
  if nargin < 2
    m = n;
  end
  if nargin < 3
    w = rand(m, 1);
  end
  if nargin < 4
    theta = rand(m, 1);
  end
  i = 1:n;
  e = 2 * pi * (i.' - i);
  a = zeros(n);
  for k = 1:m
    a = a + w(k) * cos(theta(k) * e);
  end
end

function p = toeppen(n, a, b, c, d, e)
  defaults = {1, -10, 0, 10, 1};
  given = {};
  if nargin > 1
    given = {a};
  end
  if nargin > 2
    given{2} = b;
  end
  if nargin > 3
    given{3} = c;
  end
  if nargin > 4
    given{4} = d;
  end
  if nargin > 5
    given{5} = e;
  end
  defaults(1:numel(given)) = given;
  p = spdiags(ones(n, 1) * [defaults{:}], -2:2, n, n);
end

function t = tridiag(x, y, z, w)
  % tridiag(n), tridiag(n, c, d, e) with numbers, tridiag(c, d, e) with diagonals: sparse.
  if nargin == 1
    n = x;
    x = -1;
    y = 2;
    z = -1;
  elseif nargin == 4
    n = x;
    x = y;
    y = z;
    z = w;
  else
    x = x(:);
    y = y(:);
    z = z(:);
    n = numel(y);
    t = sparse([2:n, 1:n, 1:n - 1], [1:n - 1, 1:n, 2:n], [x; y; z], n, n);
    return
  end
  x = x * ones(n - 1, 1);
  z = z * ones(n - 1, 1);
  y = y * ones(n, 1);
  t = sparse([2:n, 1:n, 1:n - 1], [1:n - 1, 1:n, 2:n], [x; y; z], n, n);
end

function t = triw(n, alpha, k)
  if nargin < 2
    alpha = -1;
  end
  m = n(1);
  n = n(end);
  if nargin < 3
    k = n - 1;
  end
  t = tril(eye(m, n) + alpha * triu(ones(m, n), 1), k);
end

function a = wathen(nx, ny, k)
  % The mass matrix of a grid of finite elements with eight nodes each and random density.
  if nargin < 3
    k = 0;
  end
  corner = [6, -6, 2, -8; -6, 32, -6, 20; 2, -6, 6, -6; -8, 20, -6, 32];
  across = [3, -8, 2, -6; -8, 16, -8, 20; 2, -8, 3, -8; -6, 20, -8, 16];
  element = [corner, across; across.', corner] / 45;
  n = 3 * nx * ny + 2 * nx + 2 * ny + 1;
  a = sparse(n, n);
  density = 100 * rand(nx, ny);
  for j = 1:ny
    for i = 1:nx
      node = zeros(8, 1);
      node(1) = 3 * j * nx + 2 * i + 2 * j + 1;
      node(2) = node(1) - 1;
      node(3) = node(2) - 1;
      node(4) = (3 * j - 1) * nx + 2 * j + i - 1;
      node(5) = 3 * (j - 1) * nx + 2 * i + 2 * j - 3;
      node(6) = node(5) + 1;
      node(7) = node(6) + 1;
      node(8) = node(4) + 1;
      a(node, node) = a(node, node) + density(i, j) * element;
    end
  end
  if k == 1
    a = diag(1 ./ diag(a)) * a;
  end
end

function [a, b] = wilk(n)
  b = [];
  switch n
    case 3
      a = [1e-10, 0.9, -0.4; 0, 0.9, -0.4; 0, 0, 1e-10];
      b = [0; 0; 1];
    case 4
      a = [0.9143e-4, 0, 0, 0; 0.8762, 0.7156e-4, 0, 0; 0.7943, 0.8143, 0.9504e-4, 0; 0.8017, 0.6123, 0.7165, 0.7123e-4];
      b = [0.6524; 0.3127; 0.4186; 0.7853];
    case 5
      a = hilb(6);
      a = a(1:5, 2:6) * 1.8144;
    case 21
      a = diag(abs(-10:10)) + diag(ones(20, 1), 1) + diag(ones(20, 1), -1);
    otherwise
      error('gallery: wilk: N must be 3, 4, 5 or 21');
  end
end
