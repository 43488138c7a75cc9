function z = cumtrapz(x, y, dim)
% cumtrapz(y), cumtrapz(x, y, dim): running integral by the trapezoidal rule.
%   cumtrapz([1 2 3])
  if nargin < 1
    print_usage();
  end
  spaced = false;
  if nargin == 3
    spaced = ~isempty(x);
  elseif nargin == 2
    if isequal(size(x), size(y)) || (isvector(x) && ~isscalar(x) && ~isscalar(y)) || (isscalar(x) && ~isscalar(y))
      spaced = true;
      dim = [];
    else
      dim = y;
      y = x;
    end
  else
    y = x;
    dim = [];
  end
  sz = size(y);
  if isempty(dim)
    dim = find(sz ~= 1, 1);
    if isempty(dim)
      dim = 1;
    end
  elseif ~(isscalar(dim) && dim == fix(dim) && dim >= 1 && dim <= numel(sz))
    error('cumtrapz: DIM must be a valid dimension');
  end
  n = sz(dim);
  low = repmat({':'}, 1, numel(sz));
  high = low;
  low{dim} = 1:n-1;
  high{dim} = 2:n;
  first = sz;
  first(dim) = min(1, n);
  if spaced && isscalar(x)
    steps = x * (y(low{:}) + y(high{:}));
  elseif spaced
    if isvector(x) && ~isvector(y)
      shape = ones(1, max(2, numel(sz)));
      shape(dim) = n;
      x = reshape(x, shape);
    elseif isvector(x) && isvector(y)
      x = reshape(x, sz);
    end
    steps = diff(x, 1, dim) .* (y(low{:}) + y(high{:}));
  else
    steps = y(low{:}) + y(high{:});
  end
  z = cat(dim, zeros(first), 0.5 * cumsum(steps, dim));
end
