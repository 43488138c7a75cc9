function [B, d] = spdiags(varargin)
  % B = spdiags(A): the diagonals of A that are not zero, as columns.
  % [B, d] = spdiags(A): and their numbers.
  % B = spdiags(A, d): these diagonals.
  % A = spdiags(v, d, A): A with these diagonals replaced by the columns of v.
  % A = spdiags(v, d, m, n): the sparse m-by-n matrix with the columns of v on diagonals d.
  %
  %     full(spdiags([1 2 3]', 0, 3, 3))
  switch nargin
    case {1, 2}
      A = varargin{1};
      if nargin == 1
        [i, j] = find(A);
        d = unique(j(:) - i(:));
      else
        d = varargin{2}(:);
      end
      B = columns_of(A, d);
    case 3
      A = varargin{3};
      [m, n] = size(A);
      d = varargin{2}(:);
      [i, j, v] = find(sparse(A));
      keep = ~ismember(j(:) - i(:), d);
      rest = sparse(i(keep), j(keep), v(keep), m, n);
      B = rest + built(varargin{1}, d, m, n);
    case 4
      B = built(varargin{1}, varargin{2}(:), varargin{3}, varargin{4});
    otherwise
      print_usage();
  end
end

function B = columns_of(A, d)
  [m, n] = size(A);
  B = zeros(min(m, n), numel(d));
  for k = 1:numel(d)
    v = full(diag(A, d(k)));
    if m >= n
      first = max(0, d(k));
    else
      first = max(0, -d(k));
    end
    B(first + (1:numel(v)), k) = v;
  end
end

function A = built(v, d, m, n)
  if isempty(v) && numel(d) > 0
    A = sparse(m, n);
    return
  end
  if isrow(v) && numel(d) == 1 && min(m, n) > 1
    v = v.';
  end
  rows = cell(numel(d), 1);
  cols = rows;
  values = rows;
  for k = 1:numel(d)
    i = (max(1, 1 - d(k)):min(m, n - d(k)))';
    if m >= n
      from = i + d(k);
    else
      from = i;
    end
    inside = from <= size(v, 1);
    if size(v, 1) == 1
      from = ones(size(i));
      inside = true(size(i));
    end
    rows{k} = i(inside);
    cols{k} = i(inside) + d(k);
    values{k} = full(v(from(inside), k));
    values{k} = values{k}(:);
  end
  A = sparse(vertcat(rows{:}), vertcat(cols{:}), vertcat(values{:}), m, n);
end
