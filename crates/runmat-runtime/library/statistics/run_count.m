function c = run_count(x, n, dim)
% run_count(x, n, dim): numbers of upward runs of lengths 1, 2, ..., n and more.
%   run_count([1 2 1], 2)
  if nargin < 2
    print_usage();
  end
  if ~(isnumeric(x) || islogical(x))
    error('run_count: X must be a numeric vector or matrix');
  end
  if ~(isscalar(n) && n == fix(n) && n > 0)
    error('run_count: N must be a positive integer');
  end
  sz = size(x);
  if nargin < 3
    dim = find(sz ~= 1, 1);
    if isempty(dim)
      dim = 1;
    end
  elseif ~(isscalar(dim) && dim == fix(dim) && dim > 0)
    error('run_count: DIM must be an integer and a valid dimension');
  end
  nd = max(numel(sz), dim);
  order = [dim, 1:dim-1, dim+1:nd];
  t = permute(x, order);
  shape = size(t);
  t = reshape(t, shape(1), []);
  c = zeros(n, size(t, 2));
  for k = 1:size(t, 2)
    ends = [find(diff(t(:, k)) < 0); shape(1)];
    lengths = min(diff([0; ends]), n);
    c(:, k) = accumarray(lengths, 1, [n, 1]);
  end
  shape(1) = n;
  c = ipermute(reshape(c, shape), order);
end
