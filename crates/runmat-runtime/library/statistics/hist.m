function [n, x] = hist(y, x, norm_to)
  % [n, x] = hist(y, x, norm): how many elements are nearest to each of the centres x (halfway: to the
  % lower one), or in one of x (10) bins.
  if nargin < 1
    print_usage();
  end
  if isvector(y)
    y = y(:);
  end
  if nargin < 2 || isempty(x)
    x = 10;
  end
  finite = y(isfinite(y));
  low = min(finite(:));
  high = max(finite(:));
  if isscalar(x)
    count = x;
    if ~(count > 0)
      error('hist: number of bins NBINS must be positive');
    end
    if isempty(finite)
      low = 0;
      high = 0;
    end
    if low == high
      low = low - 0.5;
      high = high + 0.5;
    end
    step = (high - low) / count / 2;
    x = linspace(low + step, high - step, count).';
  elseif isreal(x)
    x = sort(x(:));
  else
    error('hist: second argument must be a scalar or a vector');
  end
  edges = (x(1:end - 1) + x(2:end)) / 2;
  n = zeros(numel(x), size(y, 2));
  for c = 1:size(y, 2)
    v = double(y(~isnan(y(:, c)), c));
    bin = ones(size(v));
    for e = edges.'
      bin = bin + (v > e);
    end
    if ~isempty(bin)
      n(:, c) = accumarray(bin, 1, [numel(x), 1]);
    end
  end
  if nargin > 2
    n = n ./ sum(n, 1) .* norm_to;
  end
  if size(y, 2) == 1
    n = n.';
    x = x.';
  end
end
