function y = ranks(x, dim, kind)
% ranks(x, dim): the rank of each element; equal elements share the mean of theirs.
%   ranks([3 1 2])
  if nargin < 1
    print_usage();
  end
  if ~(isnumeric(x) || islogical(x))
    error('ranks: X must be a numeric vector or matrix');
  end
  sz = size(x);
  if nargin < 2 || isempty(dim)
    dim = find(sz ~= 1, 1);
    if isempty(dim)
      dim = 1;
    end
  elseif ~(isscalar(dim) && dim == fix(dim) && dim > 0)
    error('ranks: DIM must be an integer and a valid dimension');
  end
  if nargin < 3 || isempty(kind)
    kind = 0;
  end
  if ischar(kind)
    kind = find(strcmp(kind, {'fractional', 'competition', 'modified', 'ordinal', 'dense'})) - 1;
  end
  nd = max(numel(sz), dim);
  order = [dim, 1:dim-1, dim+1:nd];
  t = permute(x, order);
  shape = size(t);
  t = reshape(t, shape(1), []);
  y = zeros(size(t));
  n = shape(1);
  for k = 1:size(t, 2)
    [s, i] = sort(t(:, k));
    first = find([true; s(2:end) ~= s(1:end-1)]);
    counts = diff([first; n + 1]);
    group = cumsum([true; s(2:end) ~= s(1:end-1)]);
    switch kind
      case 0
        r = first + (counts - 1) / 2;
        r = r(group);
      case 1
        r = first(group);
      case 2
        r = first + counts - 1;
        r = r(group);
      case 3
        r = (1:n)';
      case 4
        r = group;
      otherwise
        error('ranks: unknown RANKTYPE');
    end
    y(i, k) = r;
  end
  y = ipermute(reshape(y, shape), order);
end
