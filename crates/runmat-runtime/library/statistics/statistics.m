function s = statistics(x, dim)
% statistics(x, dim): minimum, quartiles, maximum, mean, standard deviation, skewness, kurtosis.
%   statistics((1:6)')
  if nargin < 1
    print_usage();
  end
  if ~(isnumeric(x))
    error('statistics: X must be a numeric vector or matrix');
  end
  if nargin < 2
    dim = find(size(x) > 1, 1);
    if isempty(dim)
      dim = 1;
    end
  elseif ~(isscalar(dim) && dim == fix(dim) && dim > 0)
    error('statistics: DIM must be a positive integer');
  end
  if size(x, dim) < 2
    error('statistics: dimension of X is too small (<2)');
  end
  p = [0.25; 0.5; 0.75];
  if dim == 2
    p = p.';
  end
  q = quantile(x, p, dim, 7);
  s = cat(dim, min(x, [], dim), q, max(x, [], dim), mean(x, dim), std(x, [], dim), skewness(x, [], dim), kurtosis(x, [], dim));
end
