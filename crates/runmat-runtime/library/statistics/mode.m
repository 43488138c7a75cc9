function [m, f, c] = mode(x, dim)
% [m, f, c] = mode(x, dim): the most frequent value (the smallest of several), how often, and all of them.
%   mode([1 2 2 3])
  if nargin < 1
    print_usage();
  end
  if ~(isnumeric(x) || islogical(x))
    error('mode: X must be a numeric vector or matrix');
  end
  if nargin > 1 && ~__octave__()
    % All elements, or those along several dimensions, as one column.
    if ischar(dim) && strcmpi(dim, 'all')
      x = x(:);
      dim = 1;
    elseif ~isscalar(dim)
      rest = setdiff(1:max(ndims(x), max(dim)), dim);
      out = ones(1, max(ndims(x), max(dim)));
      out(rest) = size(x, rest);
      x = reshape(permute(x, [dim, rest]), [prod(size(x, dim)), size(x, rest), 1]);
      [m, f, c] = mode(x, 1);
      m = reshape(m, out);
      f = reshape(f, out);
      c = reshape(c, out);
      return;
    end
  end
  sz = size(x);
  if nargin < 2
    dim = find(sz > 1, 1);
    if isempty(dim)
      dim = 1;
    end
  elseif ~(isscalar(dim) && dim == fix(dim) && dim > 0)
    error('mode: DIM must be an integer and a valid dimension');
  end
  if isempty(x)
    out = sz;
    out(dim) = 1;
    if all(sz == 0)
      out = [1 1];
      if __octave__()
        out = [1 0];
      end
    end
    m = NaN(out);
    f = zeros(out);
    c = cell(out);
    c(:) = {NaN(1, 0)};
    return;
  end
  nd = max(numel(sz), dim);
  order = [dim, 1:dim-1, dim+1:nd];
  y = reshape(permute(x, order), size(x, dim), []);
  n = size(y, 2);
  out = sz;
  out(dim) = 1;
  m = zeros(out, 'like', full(x(1)));
  f = zeros(out);
  c = cell(out);
  for k = 1:n
    s = sort(full(y(:, k)));
    first = [true; s(2:end) ~= s(1:end-1)];
    at = find(first);
    counts = diff([at; numel(s) + 1]);
    f(k) = max(counts);
    best = s(at(counts == f(k)));
    m(k) = best(1);
    c{k} = best;
  end
  if issparse(x)
    m = sparse(m);
    f = sparse(f);
  end
end
