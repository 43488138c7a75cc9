function a = accumdim(subs, vals, dim, n, f, fill)
% accumdim(subs, vals, dim, n, f, fill): slices of vals with equal subscripts put together by f (sum).
%   accumdim([1; 2; 1], [10; 20; 30])
  if nargin < 2
    print_usage();
  end
  if ~isvector(subs)
    error('accumdim: SUBS must be a vector');
  end
  sz = size(vals);
  if nargin < 3 || isempty(dim)
    dim = find(sz ~= 1, 1);
    if isempty(dim)
      dim = 1;
    end
  elseif ~(isscalar(dim) && dim == fix(dim) && dim >= 1)
    error('accumdim: DIM must be a valid dimension');
  end
  if numel(subs) ~= size(vals, dim)
    error('accumdim: dimension mismatch');
  end
  if any(subs < 1) || any(subs ~= fix(subs))
    error('accumdim: indices must be positive integers');
  end
  m = max(subs(:));
  if nargin < 4 || isempty(n) || n == 0
    n = m;
  elseif m > n
    error('accumdim: N index out of range');
  end
  if nargin < 5 || isempty(f)
    f = @sum;
  end
  if nargin < 6 || isempty(fill)
    fill = 0;
  end
  out = sz;
  out(dim) = n;
  a = repmat(fill, out);
  index = repmat({':'}, 1, numel(sz));
  for k = unique(subs(:).')
    from = index;
    to = index;
    from{dim} = find(subs == k);
    to{dim} = k;
    part = vals(from{:});
    if isequal(f, @min) || isequal(f, @max)
      a(to{:}) = f(part, [], dim);
    else
      a(to{:}) = f(part, dim);
    end
  end
end
