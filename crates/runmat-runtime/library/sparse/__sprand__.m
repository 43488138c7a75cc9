function S = __sprand__(name, draw, m, n, d, rc)
  % The work of sprand and sprandn.
  if nargin == 3
    [rows, cols] = size(m);
    [i, j] = find(m);
    S = sparse(i, j, draw(numel(i), 1), rows, cols);
    return
  end
  whole = @(x) isnumeric(x) && isscalar(x) && x >= 0 && x == fix(x);
  if ~whole(m)
    error('%s: M must be a non-negative integer', name);
  end
  if ~whole(n)
    error('%s: N must be a non-negative integer', name);
  end
  if ~(isscalar(d) && d >= 0 && d <= 1)
    error('%s: density D must be between 0 and 1', name);
  end
  if m == 0 || n == 0
    S = sparse(m, n);
    return
  end
  if nargin == 6
    S = conditioned(name, m, n, d, rc);
    return
  end
  count = round(m * n * d);
  at = distinct(m * n, count);
  S = sparse(mod(at - 1, m) + 1, floor((at - 1) / m) + 1, draw(count, 1), m, n);
end

function at = distinct(total, count)
  % So many different numbers up to total, as a column.
  if count > total / 4 && total < 1e7
    at = randperm(total, count)';
    return
  end
  at = zeros(0, 1);
  while numel(at) < count
    more = ceil(rand(ceil(1.1 * (count - numel(at))) + 10, 1) * total);
    at = unique([at; more]);
  end
  at = at(randperm(numel(at), count));
  at = at(:);
end

function S = conditioned(name, m, n, d, rc)
  % Singular values on the diagonal, then rotations until the density is reached.
  if ~isnumeric(rc) || ~isvector(rc)
    error('%s: reciprocal condition number RC must be a scalar or vector', name);
  end
  k = min(m, n);
  if isscalar(rc)
    if rc < 0 || rc > 1
      error('%s: reciprocal condition number RC must be between 0 and 1', name);
    end
    if k == 1
      values = 1;
    else
      values = rc .^ ((0:k - 1) / (k - 1));
    end
  else
    values = zeros(1, k);
    used = min(k, numel(rc));
    values(1:used) = rc(1:used);
  end
  A = zeros(m, n);
  A(1:m + 1:m * k) = values;
  A = A(randperm(m), randperm(n));
  wanted = round(m * n * d);
  tries = 0;
  while nnz(A) < 0.99 * wanted && tries < 50 * (m + n)
    tries = tries + 1;
    angle = 2 * pi * rand();
    turn = [cos(angle), -sin(angle); sin(angle), cos(angle)];
    if mod(tries, 2) && m > 1 || n == 1
      pair = randperm(m, 2);
      A(pair, :) = turn * A(pair, :);
    else
      pair = randperm(n, 2);
      A(:, pair) = A(:, pair) * turn;
    end
  end
  S = sparse(A);
end
