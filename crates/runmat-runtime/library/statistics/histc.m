function [n, idx] = histc(x, edges, dim)
% [n, idx] = histc(x, edges, dim): how many elements fall in each bin, and in which bin each lies.
%   histc([1 2 2 3 5], 1:4)
  if nargin < 2
    print_usage();
  end
  if ~isreal(x)
    error('histc: X argument must be real-valued, not complex');
  end
  k = numel(edges);
  if k == 0
    warning('histc: empty EDGES specified');
    n = [];
    idx = [];
    return;
  end
  if ~isreal(edges)
    error('histc: EDGES must be real-valued, not complex');
  end
  edges = edges(:);
  if ~issorted(edges) || edges(1) > edges(end)
    warning('histc: edge values not sorted on input');
    edges = sort(edges);
  end
  sz = size(x);
  if nargin < 3
    dim = find(sz ~= 1, 1);
    if isempty(dim)
      dim = 1;
    end
  elseif ~(isscalar(dim) && dim == fix(dim) && dim >= 1)
    error('histc: DIM must be an integer and a valid dimension');
  end
  sz(end+1:dim) = 1;
  out = sz;
  out(dim) = k;
  x = double(x);
  place = reshape(lookup(edges, x(:)), [], 1);
  place(x(:) > edges(end) | isnan(x(:))) = 0;
  before = prod(sz(1:dim-1));
  along = sz(dim);
  at = (0:numel(x)-1)';
  low = mod(at, before);
  high = fix(at / (before * along));
  used = place > 0;
  where = low(used) + before * (place(used) - 1) + before * k * high(used) + 1;
  n = zeros(out);
  if any(used)
    n(:) = accumarray(where, 1, [prod(out), 1]);
  end
  idx = reshape(place, sz);
end
