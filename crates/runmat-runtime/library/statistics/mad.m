function y = mad(x, opt, dim)
% mad(x, opt, dim): mean (opt 0) or median (opt 1) absolute deviation.
%   mad([1 2 9])
  if nargin < 1
    print_usage();
  end
  if ~(isnumeric(x) || islogical(x))
    error('mad: X must be a numeric');
  end
  if nargin < 2 || isempty(opt)
    opt = 0;
  elseif ~isscalar(opt) || (opt ~= 0 && opt ~= 1)
    error('mad: OPT must be 0 or 1');
  end
  if nargin < 3
    dim = find(size(x) ~= 1, 1);
    if isempty(dim)
      dim = 1;
    end
  elseif ~(isscalar(dim) && dim == fix(dim) && dim > 0)
    error('mad: DIM must be an integer and a valid dimension');
  end
  if opt == 0
    y = mean(abs(x - mean(x, dim)), dim);
  else
    y = median(abs(x - median(x, dim)), dim);
  end
end
