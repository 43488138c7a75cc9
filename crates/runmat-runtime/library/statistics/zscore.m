function [z, mu, sigma] = zscore(x, opt, dim)
% [z, mu, sigma] = zscore(x, opt, dim): (x - mean) / standard deviation.
%   zscore([1 2 3])
  if nargin < 1
    print_usage();
  end
  if ~(isnumeric(x) || islogical(x))
    error('zscore: X must be a numeric vector or matrix');
  end
  if nargin < 2 || isempty(opt)
    opt = 0;
  elseif ~(isscalar(opt) && (opt == 0 || opt == 1))
    error('zscore: normalization OPT must be 0 or 1');
  end
  if nargin < 3
    dim = find(size(x) ~= 1, 1);
    if isempty(dim)
      dim = 1;
    end
  elseif ~(isscalar(dim) && dim == fix(dim) && dim > 0)
    error('zscore: DIM must be an integer and a valid dimension');
  end
  if isinteger(x) || islogical(x)
    x = double(x);
  end
  if size(x, dim) == 0
    z = x;
    mu = [];
    sigma = [];
    return;
  end
  mu = mean(x, dim);
  sigma = std(x, opt, dim);
  s = sigma;
  s(s == 0) = 1;
  z = (x - mu) ./ s;
end
