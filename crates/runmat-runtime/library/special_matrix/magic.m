function a = magic(n)
% magic(n): n-by-n matrix of 1..n^2 whose rows, columns and diagonals have the same sum.
%   magic(3)
  if nargin ~= 1
    print_usage();
  end
  n = fix(n);
  if n < 0
    error('magic: N must be non-negative');
  elseif n == 0
    a = [];
  elseif n == 1
    a = 1;
  elseif n == 2
    a = [4 3; 1 2];
  elseif mod(n, 2) == 1
    a = odd_magic(n);
  elseif mod(n, 4) == 0
    a = reshape(1:n*n, n, n)';
    k = mod(fix((1:n) / 2), 2);
    swap = k' == k;
    a(swap) = n * n + 1 - a(swap);
  else
    h = n / 2;
    b = odd_magic(h);
    a = [b, b + 2*h*h; b + 3*h*h, b + h*h];
    k = (h - 1) / 2;
    if k > 1
      cols = [2:k, n-k+2:n];
      a([1:h, h+1:n], cols) = a([h+1:n, 1:h], cols);
    end
    rows = [1:k, k+2:h];
    a([rows, rows + h], 1) = a([rows + h, rows], 1);
    a([k+1, k+1+h], k + 1) = a([k+1+h, k+1], k + 1);
  end
end

function a = odd_magic(n)
  [c, r] = meshgrid(1:n, 1:n);
  p = mod(r + c - (n + 3) / 2, n);
  q = mod(r + 2 * c - 2, n);
  a = n * p + q + 1;
end
