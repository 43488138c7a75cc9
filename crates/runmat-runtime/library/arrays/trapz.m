function z = trapz(x, y, dim)
% trapz(y), trapz(x, y, dim): integral by the trapezoidal rule.
%   trapz([1 2 3])
  if nargin < 1
    print_usage();
  end
  spaced = false;
  if nargin == 3
    spaced = true;
  elseif nargin == 2
    if isequal(size(x), size(y)) || (isvector(x) && ~isscalar(x) && ~isscalar(y)) || (isscalar(x) && ~isscalar(y)) || isempty(y)
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
  if spaced && isempty(x)
    spaced = false;
  end
  sz = size(y);
  if isempty(dim)
    dim = find(sz ~= 1, 1);
    if isempty(dim)
      dim = 1;
    end
  elseif ~(isscalar(dim) && dim == fix(dim) && dim >= 1 && dim <= numel(sz))
    error('trapz: DIM must be a valid dimension');
  end
  n = sz(dim);
  low = repmat({':'}, 1, numel(sz));
  high = low;
  low{dim} = 1:n-1;
  high{dim} = 2:n;
  if spaced && isscalar(x)
    z = 0.5 * x * sum(y(low{:}) + y(high{:}), dim);
  elseif spaced
    if isvector(x) && ~isvector(y)
      if numel(x) ~= n
        error('trapz: length of X and length of Y along DIM must match');
      end
      shape = ones(1, max(2, numel(sz)));
      shape(dim) = n;
      x = reshape(x, shape);
    elseif isvector(x) && isvector(y)
      x = reshape(x, sz);
    elseif ~isequal(size(x), sz)
      error('trapz: X and Y must have same shape');
    end
    z = 0.5 * sum(diff(x, 1, dim) .* (y(low{:}) + y(high{:})), dim);
  else
    z = 0.5 * sum(y(low{:}) + y(high{:}), dim);
  end
end
