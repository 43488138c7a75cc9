function b = rescale(a, l, u, varargin)
% rescale(a, l, u): a scaled linearly so that it goes from l to u (0 to 1).
%   rescale([1 2 3])
  if nargin < 1
    print_usage();
  end
  if ~(isnumeric(a) || islogical(a))
    error('rescale: A must be a numeric or logical matrix');
  end
  if isinteger(a) || islogical(a)
    a = double(a);
  end
  if nargin < 2
    l = 0;
    u = 1;
  elseif ischar(l)
    varargin = [{l}, {u}, varargin];
    l = 0;
    u = 1;
  end
  if ~isnumeric(l)
    error('rescale: L must be numeric');
  end
  if ~isnumeric(u)
    error('rescale: U must be numeric');
  end
  if any(l(:) > u(:))
    error('rescale: L must not be larger than U');
  end
  lo = min(a(:));
  hi = max(a(:));
  for k = 1:2:numel(varargin)
    switch lower(varargin{k})
      case 'inputmin'
        lo = varargin{k+1};
      case 'inputmax'
        hi = varargin{k+1};
      otherwise
        error('rescale: unknown option');
    end
  end
  a = max(min(a, hi), lo);
  width = hi - lo;
  width(width == 0) = 1;
  b = l + (a - lo) ./ width .* (u - l);
end
