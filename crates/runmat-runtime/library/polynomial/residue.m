function [r, p, k, e] = residue(b, a, varargin)
  % [r, p, k, e] = residue(b, a): partial fractions of b/a.  [b, a] = residue(r, p, k): back.
  if nargin < 2 || nargin > 4
    print_usage();
  end
  if nargin >= 3
    if nargin >= 4
      e = varargin{2};
    else
      e = [];
    end
    [r, p] = from_fractions(b, a, varargin{1}, e);
    return;
  end
  tol = 0.001;
  b = polyreduce(b(:).');
  a = polyreduce(a(:).');
  b = b / a(1);
  a = a / a(1);
  la = numel(a);
  lb = numel(b);
  if la == 0 || lb == 0
    k = [];
    r = [];
    p = [];
    e = [];
    return;
  elseif la == 1
    k = b / a;
    r = [];
    p = [];
    e = [];
    return;
  end
  p = roots(a);
  lp = numel(p);
  small = max(abs(p));
  if isempty(small) || small == 0
    small = 1;
  end
  p(abs(p) / small < eps * 1e3) = 0;
  [e, idx] = mpoles(p, tol, 1);
  p = p(idx);
  % Poles of one group get their mean.
  start = 1;
  while start <= lp
    stop = start;
    while stop < lp && e(stop + 1) > e(stop)
      stop = stop + 1;
    end
    p(start:stop) = mean(p(start:stop));
    start = stop + 1;
  end
  if lb >= la
    [k, b] = deconv(b, a);
    b = polyreduce(b);
    lb = numel(b);
  else
    k = [];
  end
  % Linear equations for the residues: sum of r * a/(s-p)^e = b.
  m = zeros(lp, lp);
  for j = 1:lp
    others = p;
    % Remove e(j) copies of this pole.
    same = find(abs(others - p(j)) == 0);
    others(same(1:e(j))) = [];
    c = poly(others);
    m(:, j) = [zeros(lp - numel(c), 1); c(:)];
  end
  right = [zeros(lp - lb, 1); b(:)];
  r = m \ right;
  r = r(:);
end

function [b, a] = from_fractions(r, p, k, e)
  tol = 0.001;
  if isempty(e)
    [e, idx] = mpoles(p, tol, 0);
    p = p(idx);
    r = r(idx);
  end
  p = p(:);
  r = r(:);
  a = poly(p);
  b = zeros(1, max(numel(a) - 1, 0));
  for j = 1:numel(p)
    others = p;
    same = find(abs(others - p(j)) <= tol * max(abs(p(j)), eps));
    others(same(1:e(j))) = [];
    c = r(j) * poly(others);
    b = b + [zeros(1, numel(b) - numel(c)), c];
  end
  if ~isempty(k)
    extra = conv(a, k(:).');
    n = max(numel(b), numel(extra));
    b = [zeros(1, n - numel(b)), b] + [zeros(1, n - numel(extra)), extra];
  end
  b = polyreduce(b);
  a = polyreduce(a);
end

