% condeig(A): condition numbers of the eigenvalues.
% [V, D, s] = condeig(A): with the eigenvectors and eigenvalues.
%     condeig([1 2; 0 3])
function [V, D, s] = condeig(A)
  [V, D] = eig(A);
  W = inv(V);
  s = sqrt(sum(abs(W).^2, 2)) .* sqrt(sum(abs(V).^2, 1)).';
  if nargout < 2
    V = s;
  end
end
