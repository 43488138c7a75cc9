function m = moment(x, p, type, dim)
% moment(x, p, type, dim): the p-th central moment; type 'a' absolute, 'r' raw.
%   moment([1 2 3], 2)
  if nargin < 2
    print_usage();
  end
  if ~(isnumeric(x) || islogical(x)) || isempty(x)
    error('moment: X must be a non-empty numeric matrix or vector');
  end
  if ~(isnumeric(p) && isscalar(p))
    error('moment: P must be a numeric scalar');
  end
  if nargin < 3
    type = '';
  elseif ~ischar(type)
    if nargin < 4
      dim = type;
      type = '';
    else
      t = dim;
      dim = type;
      type = t;
      if ~ischar(type)
        error('moment: TYPE must be a string');
      end
    end
  end
  if ~exist('dim', 'var')
    dim = find(size(x) ~= 1, 1);
    if isempty(dim)
      dim = 1;
    end
  elseif ~(isscalar(dim) && dim == fix(dim) && dim > 0)
    error('moment: DIM must be an integer and a valid dimension');
  end
  if ~any(type == 'r')
    x = x - mean(x, dim);
  end
  if any(type == 'a')
    x = abs(x);
  end
  m = sum(x .^ p, dim) / size(x, dim);
end
