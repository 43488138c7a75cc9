function r = corr(x, y)
% corr(x, y): correlations between columns of x and of y.
%   corr([1 2 3]', [1 2 4]')
  if nargin < 1
    print_usage();
  end
  if ~(isnumeric(x) || islogical(x))
    error('corr: X must be a numeric type (matrix or vector)');
  end
  if isscalar(x)
    r = 1;
    if isa(x, 'single')
      r = single(1);
    end
    return;
  end
  if nargin < 2
    if isvector(x)
      x = x(:);
    end
    y = x;
  elseif ~(isnumeric(y) || islogical(y))
    error('corr: Y must be a numeric type (matrix or vector)');
  elseif isvector(x) && isvector(y) && numel(x) == numel(y)
    y = y(:);
  elseif size(x, 1) ~= size(y, 1)
    error('corr: X and Y must have the same number of observations');
  end
  if isvector(x) && size(y, 1) == numel(x)
    x = x(:);
  end
  if ~isfloat(x)
    x = double(x);
  end
  if ~isfloat(y)
    y = double(y);
  end
  n = size(x, 1);
  c = (center(x, 1)' * center(y, 1)) / (n - 1);
  r = c ./ (std(x, 0, 1)' * std(y, 0, 1));
end
