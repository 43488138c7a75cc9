function c = cov(x, varargin)
% cov(x), cov(x, y, opt): covariances; columns of x are variables.
%   cov([1 2 3], [1 2 4])
  if nargin < 1
    print_usage();
  end
  opt = 0;
  y = [];
  two = false;
  rows = 'includenan';
  flag = @(a) (ischar(a) || isstring(a)) && any(strcmpi(a, {'includenan', 'includemissing', 'omitrows', 'partialrows'}));
  flags = cellfun(flag, varargin);
  if any(flags)
    rows = lower(char(varargin{find(flags, 1, 'last')}));
    varargin = varargin(~flags);
  end
  for k = 1:numel(varargin)
    a = varargin{k};
    if k == numel(varargin) && isscalar(a)
      if ~(a == 0 || a == 1)
        error('cov: normalization OPT must be 0 or 1');
      end
      opt = a;
    else
      y = a;
      two = true;
    end
  end
  if ~(isnumeric(x) || islogical(x)) || ~(isnumeric(y) || islogical(y))
    error('cov: X and Y must be numeric matrices or vectors');
  end
  if ndims(x) ~= 2 || ndims(y) ~= 2
    error('cov: X and Y must be 2-D matrices or vectors');
  end
  x = as_float(x);
  y = as_float(y);
  octave = ~isa("", 'string');
  if two && ~octave
    if numel(x) ~= numel(y)
      error('The number of elements in x and y must match.');
    end
    x = [x(:), y(:)];
    two = false;
  end
  if isrow(x)
    x = x.';
  end
  if strcmp(rows, 'omitrows')
    x = x(~any(isnan(x), 2), :);
  elseif strcmp(rows, 'partialrows')
    c = pairwise(x, opt);
    return;
  end
  n = size(x, 1);
  if two
    if isrow(y)
      y = y.';
    end
    if size(y, 1) ~= n
      error('cov: X and Y must have the same number of observations');
    end
    x = center(x, 1);
    y = center(y, 1);
    c = conj(x' * y) / max(n - 1 + opt, 1);
  else
    x = center(x, 1);
    if n == 1
      c = conj(x' * x) / 1;
    else
      c = conj(x' * x) / (n - 1 + opt);
    end
  end
end

function c = pairwise(x, opt)
  % Each entry from the rows in which both of its variables are known.
  n = size(x, 2);
  c = zeros(n, 'like', x);
  for p = 1:n
    for q = 1:n
      both = cov(x(:, [p, q]), opt, 'omitrows');
      c(p, q) = both(1, 2);
    end
  end
end

function x = as_float(x)
  if ~isfloat(x)
    x = double(x);
  end
end
