function y = repelem(x, varargin)
% repelem(x, n), repelem(x, r, c, ...): each element repeated n times; or rows r times, columns c times.
%   repelem([1 2 3], 2)
  if nargin < 2
    print_usage();
  end
  if nargin == 2
    n = varargin{1};
    if isscalar(x) && isscalar(n)
      y = repmat(x, 1, n);
      return;
    end
    if ~isvector(x)
      error('repelem: X must be a scalar or vector');
    end
    if isscalar(n)
      n = repmat(n, 1, numel(x));
    elseif numel(n) ~= numel(x)
      error('repelem: R1 must either be scalar or have the same number of elements as the vector to be replicated');
    end
    y = x(places(n));
    return;
  end
  index = cell(1, max(nargin - 1, ndims(x)));
  for d = 1:numel(index)
    extent = size(x, d);
    if d > nargin - 1
      index{d} = ':';
      continue;
    end
    n = varargin{d};
    if isscalar(n)
      n = repmat(n, 1, extent);
    elseif numel(n) ~= extent
      error('repelem: R%d must either be scalar or have the same number of elements as the size of dimension %d of X', d, d);
    end
    index{d} = places(n);
  end
  y = x(index{:});
end

function k = places(n)
  if any(n < 0) || any(n ~= fix(n))
    error('repelem: all replication factors must be non-negative integers');
  end
  n = n(:).';
  k = zeros(1, sum(n));
  kept = find(n > 0);
  starts = cumsum([1, n(kept)]);
  k(starts(1:end-1)) = diff([0, kept]);
  k = cumsum(k);
end
