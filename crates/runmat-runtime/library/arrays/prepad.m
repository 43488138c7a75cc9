function y = prepad(x, l, c, dim)
% prepad(x, l, c, dim): x cut off or filled with c at the beginning to length l.
%   prepad([1 2], 4)
  if nargin < 2
    print_usage();
  end
  if nargin < 3 || isempty(c)
    c = 0;
  elseif ~isscalar(c)
    error('prepad: third argument must be empty or a scalar');
  end
  if nargin < 4
    dim = find(size(x) ~= 1, 1);
    if isempty(dim)
      dim = 1;
    end
  elseif ~(isscalar(dim) && dim == fix(dim) && dim >= 1)
    error('prepad: DIM must be an integer and a valid dimension');
  end
  if ~(isscalar(l) && l == fix(l) && l >= 0)
    error('prepad: second argument must be a positive scaler');
  end
  have = size(x, dim);
  index = repmat({':'}, 1, max(ndims(x), dim));
  if have >= l
    index{dim} = have-l+1:have;
    y = x(index{:});
  else
    extra = size(x);
    extra(end+1:dim) = 1;
    extra(dim) = l - have;
    if isnumeric(x) && ~isa(x, 'double')
      c = cast(c, class(x));
    end
    y = cat(dim, repmat(c, extra), x);
  end
end
