function p = perms(v)
% perms(v): all orders of the elements of v, a row each.
%   perms([1 2 3])
  if nargin < 1
    print_usage();
  end
  n = numel(v);
  index = zeros(1, 0);
  for k = 1:n
    rows = size(index, 1);
    next = zeros(rows * k, k);
    for j = 1:k
      block = index;
      first = k - j + 1;
      block(block >= first) = block(block >= first) + 1;
      next((j-1)*rows+1:j*rows, :) = [repmat(first, rows, 1), block];
    end
    index = next;
  end
  if n == 0
    p = reshape(v, 1, 0);
  else
    v = v(:).';
    p = reshape(v(index), size(index));
  end
end
