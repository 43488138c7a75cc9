function [y, i] = __extreme_k__(x, k, direction, varargin)
  % __extreme_k__(x, k, direction, dim, 'ComparisonMethod', m): the first k in the order of sort, NaN last.
  dim = find(size(x) ~= 1, 1);
  if isempty(dim)
    dim = 1;
  end
  if ~isempty(varargin) && isnumeric(varargin{1})
    dim = varargin{1};
    varargin(1) = [];
  end
  key = x;
  if numel(varargin) == 2 && strcmpi(varargin{1}, 'ComparisonMethod') && strcmpi(varargin{2}, 'abs')
    key = abs(x);
  elseif numel(varargin) == 2 && strcmpi(varargin{2}, 'real')
    key = real(x);
  end
  if isfloat(key)
    key(isnan(x)) = NaN;
  end
  [~, i] = sort(key, dim, direction);
  if strcmp(direction, 'descend') && isfloat(key) && any(isnan(key(:)))
    low = key;
    low(isnan(key)) = -Inf;
    [~, i] = sort(low, dim, direction);
  end
  at = repmat({':'}, 1, max(ndims(x), dim));
  at{dim} = 1:min(k, size(x, dim));
  i = i(at{:});
  if isvector(x) && size(x, dim) ~= 1
    y = reshape(x(i), size(i));
    return
  end
  sizes = size(x);
  place = cell(1, numel(sizes));
  ranges = at_numbers(size(i));
  [place{:}] = ndgrid(ranges{:});
  place{dim} = i;
  y = x(sub2ind(sizes, place{:}));
end

function c = at_numbers(sizes)
  c = arrayfun(@(n) 1:n, sizes, 'UniformOutput', false);
end
