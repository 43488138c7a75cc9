function c = tensorprod(a, b, varargin)
  % c = tensorprod(a, b), tensorprod(a, b, dims), tensorprod(a, b, dimsA, dimsB), tensorprod(a, b, 'all').
  if ~isempty(varargin) && ischar(varargin{1})
    c = sum(a(:) .* b(:));
    return
  end
  da = [];
  db = [];
  if numel(varargin) == 1
    da = varargin{1};
    db = da;
  elseif numel(varargin) >= 2
    da = varargin{1};
    db = varargin{2};
  end
  na = max([ndims(a), da]);
  nb = max([ndims(b), db]);
  ra = setdiff(1:na, da);
  rb = setdiff(1:nb, db);
  m = reshape(permute(a, [ra, da]), prod(size(a, ra)), []);
  n = reshape(permute(b, [db, rb]), size(m, 2), []);
  if isempty(da)
    m = a(:);
    n = b(:).';
  end
  c = reshape(m * n, [size(a, ra), size(b, rb), 1, 1]);
end
