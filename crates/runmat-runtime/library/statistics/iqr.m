function y = iqr(x, dim)
% iqr(x, dim): upper quartile minus lower quartile.
%   iqr([1 2 3 4])
  if nargin < 1
    print_usage();
  end
  if ~(isnumeric(x) || islogical(x))
    error('iqr: X must be a numeric vector or matrix');
  end
  sz = size(x);
  if nargin < 2
    dim = find(sz > 1, 1);
    if isempty(dim)
      dim = 1;
    end
  elseif ischar(dim) && strcmp(dim, 'all')
    x = x(:);
    dim = 1;
  elseif ~(isnumeric(dim) && isvector(dim) && all(dim > 0) && all(dim == fix(dim)))
    error('iqr: DIM must be a positive integer scalar, vector, or "all"');
  elseif numel(dim) > 1
    nd = max(numel(sz), max(dim));
    rest = setdiff(1:nd, dim);
    out = size(x);
    out(end+1:nd) = 1;
    along = prod(out(dim));
    out(dim) = 1;
    x = reshape(permute(x, [dim(:).', rest]), along, []);
    y = reshape(iqr(x, 1), out);
    return;
  end
  if isempty(x)
    out = sz;
    out(dim) = 1;
    y = NaN(out);
    if all(sz == 0)
      y = NaN;
    end
    return;
  end
  q = quantile(x, [0.25, 0.75], dim);
  if isvector(x) && numel(q) == 2
    y = q(2) - q(1);
  else
    y = diff(q, 1, dim);
  end
end
