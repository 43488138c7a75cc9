function h = invhilb(n)
% invhilb(n): the exact inverse of the Hilbert matrix.
%   invhilb(2)
  if nargin ~= 1
    print_usage();
  end
  if ~isscalar(n)
    error('invhilb: N must be a scalar integer');
  end
  h = zeros(n);
  p = zeros(1, n);
  for k = 1:n
    if k == 1
      p(k) = n;
    else
      p(k) = round(-p(k-1) * (n - k + 1) * (n + k - 1) / (k - 1)^2);
    end
  end
  for j = 1:n
    h(:, j) = (p' .* p(j)) ./ ((1:n)' + j - 1);
  end
end
