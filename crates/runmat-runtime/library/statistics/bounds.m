function [s, l] = bounds(x, dim, nanflag)
% [s, l] = bounds(x, dim): the smallest and the largest element.
%   [s, l] = bounds([3 1 2])
  if nargin < 1
    print_usage();
  end
  if ~(isnumeric(x) || islogical(x))
    error('bounds: X must be a numeric vector or matrix');
  end
  keep = false;
  if nargin == 2 && ischar(dim)
    nanflag = dim;
    dim = [];
    keep = strcmpi(nanflag, 'includenan');
  elseif nargin == 3
    keep = strcmpi(nanflag, 'includenan');
  end
  if nargin < 2 || isempty(dim)
    dim = find(size(x) ~= 1, 1);
    if isempty(dim)
      dim = 1;
    end
  elseif ~(isscalar(dim) && dim == fix(dim) && dim > 0)
    error('bounds: DIM must be a positive integer');
  end
  s = min(x, [], dim);
  l = max(x, [], dim);
  if keep
    bad = any(isnan(x), dim);
    s(bad) = NaN;
    l(bad) = NaN;
  end
end
