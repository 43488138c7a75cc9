function v = vech(x)
% vech(x): the part of a square matrix on and below the diagonal, column by column.
%   vech([1 2; 2 3])
  if nargin < 1
    print_usage();
  end
  if ndims(x) ~= 2 || size(x, 1) ~= size(x, 2)
    error('vech: X must be square');
  end
  v = x(tril(true(size(x))));
  v = v(:);
end
