%% compat: both
% Factors of sparse matrices multiply back; incomplete ones keep the pattern.
n = 30;
A = spdiags([-ones(n, 1), 4 * ones(n, 1), -2 * ones(n, 1)], -1:1, n, n);
[L, U, P, Q] = lu(A);
fprintf('%d %d %d\n', norm(P * A * Q - L * U, 1) < 1e-12, istril(L), istriu(U));
S = A + A';
[R, p, q] = chol(S, 'vector');
fprintf('%d %d\n', p, norm(R' * R - S(q, q), 1) < 1e-12);
[L, U] = ilu(A);
fprintf('%d %d\n', nnz(L) + nnz(U) - n, nnz(A));
L = ichol(S);
fprintf('%d\n', nnz(L) == nnz(tril(S)));
x = pcg(S, S * ones(n, 1), 1e-10, 100);
fprintf('%d\n', norm(x - 1) < 1e-8);
T = sparse([1 2 2], [1 1 1], [5 6 7], 3, 2);
T(3, 2) = 1;
T(2, :) = [];
fprintf('%d %d %d\n', size(T, 1), nnz(T), full(sum(T(:))));
