function rho = spearman(x, y)
% spearman(x, y): rank correlation of the columns.
%   spearman([1 2 3]', [1 2 3]')
  if nargin < 1
    print_usage();
  end
  if nargin < 2
    y = x;
  end
  if ~(isnumeric(x) || islogical(x)) || ~(isnumeric(y) || islogical(y))
    error('spearman: X and Y must be numeric matrices or vectors');
  end
  if ndims(x) ~= 2 || ndims(y) ~= 2
    error('spearman: X and Y must be 2-D matrices or vectors');
  end
  if isrow(x)
    x = x.';
  end
  if isrow(y)
    y = y.';
  end
  if size(x, 1) ~= size(y, 1)
    error('spearman: X and Y must have the same number of observations');
  end
  rho = corr(ranks(x, 1), ranks(y, 1));
  rho = max(min(rho, 1), -1);
end
