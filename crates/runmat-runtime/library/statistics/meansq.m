function y = meansq(x, dim)
% meansq(x, dim): mean of the squares.
%   meansq([1 2 3])
  if nargin < 1
    print_usage();
  end
  if ~(isnumeric(x) || islogical(x))
    error('meansq: X must be a numeric vector or matrix');
  end
  if nargin < 2
    dim = find(size(x) ~= 1, 1);
    if isempty(dim)
      dim = 1;
    end
  elseif ~(isscalar(dim) && dim == fix(dim) && dim > 0)
    error('meansq: DIM must be an integer and a valid dimension');
  end
  y = sum(real(x .* conj(x)), dim) / size(x, dim);
end
