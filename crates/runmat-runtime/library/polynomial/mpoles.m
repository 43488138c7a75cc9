function [multp, idxp] = mpoles(p, tol, reorder)
  % [m, n] = mpoles(p, tol, reorder): multiplicities of poles, and their order.
  if nargin < 1
    print_usage();
  end
  if ~isfloat(p)
    error('mpoles: P must be a single or double floating point vector');
  end
  if nargin < 2 || isempty(tol)
    tol = 0.001;
  end
  if nargin < 3 || isempty(reorder)
    reorder = true;
  end
  p = p(:);
  n = numel(p);
  if reorder
    [~, order] = sort(abs(p), 'descend');
    p = p(order);
  else
    order = (1:n).';
  end
  multp = zeros(n, 1);
  idxp = zeros(n, 1);
  left = (1:n).';
  filled = 0;
  while ~isempty(left)
    p0 = p(left(1));
    distance = abs(p(left) - p0);
    if p0 ~= 0
      distance = distance / abs(p0);
    end
    same = left(distance < tol);
    m = numel(same);
    multp(filled + 1:filled + m) = (1:m).';
    idxp(filled + 1:filled + m) = same;
    filled = filled + m;
    keep = true(n, 1);
    keep(same) = false;
    left = left(keep(left));
  end
  idxp = order(idxp);
end
