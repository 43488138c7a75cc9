% funm(A, f): the matrix function with the scalar function f, from eigenvalues and eigenvectors.
%     funm([1 1; 0 2], @exp)
function F = funm(A, f)
  if size(A, 1) ~= size(A, 2)
    error('MATLAB:square', 'Matrix must be square.');
  end
  [V, D] = eig(A);
  values = f(diag(D));
  F = (V .* values(:).') / V;
  if isreal(A) && norm(imag(F), 1) <= 10 * size(A, 1) * eps * norm(F, 1)
    F = real(F);
  end
end
