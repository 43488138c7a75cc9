function [y, ns] = shiftdim(x, n)
% [y, ns] = shiftdim(x, n): dimensions moved to the left by n; without n, leading dimensions of size 1 go away.
%   size(shiftdim(ones(1, 1, 3)))
  if nargin < 1
    print_usage();
  end
  nd = ndims(x);
  sz = size(x);
  if nargin == 1
    n = find(sz ~= 1, 1) - 1;
    if isempty(n)
      n = nd;
    end
    ns = n;
    if n >= nd
      y = x;
      return;
    end
  elseif ~(isscalar(n) && isreal(n) && n == fix(n))
    error('shiftdim: N must be a scalar integer');
  else
    ns = n;
  end
  if n < 0
    y = reshape(x, [ones(1, -n), sz]);
  elseif n > 0
    n = mod(n, nd);
    y = permute(x, [n+1:nd, 1:n]);
  else
    y = x;
  end
end
