function q = prctile(x, p, dim)
% prctile(x, p, dim): values below which p percent of the data lie.
%   prctile([1 2 3 4], 50)
  if nargin < 1
    print_usage();
  end
  if ~(isnumeric(x) || islogical(x))
    error('prctile: X must be a numeric vector or matrix');
  end
  if nargin < 2 || isempty(p)
    p = [0, 25, 50, 75, 100];
  end
  if nargin < 3
    dim = find(size(x) > 1, 1);
    if isempty(dim)
      dim = 1;
    end
  end
  q = quantile(x, p / 100, dim);
end
