%% compat: both
% LU decomposition with partial pivoting written out by hand, then used to
% solve systems, compute determinants and an inverse.
1;

function [L, U, p, swaps] = my_lu(A)
  n = size(A, 1);
  L = eye(n) + 0;
  U = A;
  p = 1:n;
  swaps = 0;
  for k = 1:n - 1
    [~, m] = max(abs(U(k:n, k)));
    m = m + k - 1;
    if U(m, k) == 0
      error('lu:singular', 'matrix is singular at column %d', k);
    end
    if m ~= k
      U([k m], :) = U([m k], :);
      p([k m]) = p([m k]);
      L([k m], 1:k - 1) = L([m k], 1:k - 1);
      swaps = swaps + 1;
    end
    for i = k + 1:n
      L(i, k) = U(i, k) / U(k, k);
      U(i, k:n) = U(i, k:n) - L(i, k) * U(k, k:n);
    end
  end
end

function x = forward(L, b)
  n = numel(b);
  x = zeros(n, 1);
  for i = 1:n
    x(i) = (b(i) - L(i, 1:i - 1) * x(1:i - 1)) / L(i, i);
  end
end

function x = backward(U, b)
  n = numel(b);
  x = zeros(n, 1);
  for i = n:-1:1
    x(i) = (b(i) - U(i, i + 1:n) * x(i + 1:n)) / U(i, i);
  end
end

function x = my_solve(A, b)
  [L, U, p] = my_lu(A);
  x = backward(U, forward(L, b(p)));
end

function d = my_det(A)
  [~, U, ~, swaps] = my_lu(A);
  d = (-1)^swaps * prod(diag(U));
end

function B = my_inverse(A)
  n = size(A, 1);
  B = zeros(n);
  for k = 1:n
    e = zeros(n, 1);
    e(k) = 1;
    B(:, k) = my_solve(A, e);
  end
end

function print_matrix(name, M)
  fprintf('%s (%dx%d)\n', name, size(M, 1), size(M, 2));
  for i = 1:size(M, 1)
    fprintf(' %10.6f', M(i, :));
    fprintf('\n');
  end
end

A = [2 1 -1 3; -3 -1 2 1; -2 1 2 -2; 4 2 1 5];
b = [8; -11; -3; 20];
[L, U, p, swaps] = my_lu(A);
print_matrix('L', L);
print_matrix('U', U);
fprintf('pivots: %s, swaps: %d\n', mat2str(p), swaps);
fprintf('reconstruction ok: %d\n', norm(L * U - A(p, :)) < 1e-12);

x = my_solve(A, b);
fprintf('x = %s\n', sprintf('%.6f ', x));
fprintf('residual small: %d\n', norm(A * x - b) < 1e-10);
fprintf('agrees with backslash: %d\n', norm(x - A \ b) < 1e-10);
fprintf('det %.4f vs %.4f\n', my_det(A), det(A));
B = my_inverse(A);
print_matrix('inverse', B);
fprintf('identity: %d\n', norm(A * B - eye(4)) < 1e-10);

H = 1 ./ ((1:5)' + (1:5) - 1);
y = my_solve(H, H * ones(5, 1));
fprintf('hilbert solution error below 1e-8: %d\n', max(abs(y - 1)) < 1e-8);
try
  my_lu(zeros(2));
catch err
  fprintf('%s\n', err.message);
end
