function y = movfun(f, x, wlen, varargin)
% movfun(f, x, wlen): f applied to a window of wlen elements that moves along x.
%   movfun(@mean, 1:5, 3)
  if nargin < 3
    print_usage();
  end
  if isempty(x)
    y = x;
    return;
  end
  dim = [];
  ends = 'shrink';
  out_dim = 1;
  for k = 1:2:numel(varargin)
    if k == numel(varargin)
      error('movfun: options must be in pairs');
    end
    value = varargin{k+1};
    switch lower(varargin{k})
      case 'dim'
        dim = value;
      case 'endpoints'
        ends = value;
      case 'outdim'
        out_dim = value;
      case {'nancond', 'samplepoints'}
      otherwise
        error('movfun: unknown option ''%s''', varargin{k});
    end
  end
  sz = size(x);
  if isempty(dim)
    dim = find(sz > 1, 1);
    if isempty(dim)
      dim = 1;
    end
  end
  n = sz(dim);
  if ~(isnumeric(wlen) && all(wlen >= 0) && all(wlen == fix(wlen)))
    error('movfun: WLEN must be a scalar or 2-element array of integers >= 0');
  end
  if isscalar(wlen)
    if wlen == 1 && __octave__()
      error('movfun: WLEN must be > 1');
    end
    if mod(wlen, 2) == 1
      before = (wlen - 1) / 2;
      after = before;
    else
      before = wlen / 2;
      after = before - 1;
    end
  elseif numel(wlen) == 2
    before = wlen(1);
    after = wlen(2);
  else
    error('movfun: WLEN must be a scalar or 2-element array of integers >= 0');
  end
  if before + after + 1 > n && __octave__()
    error('movfun: window length WLEN (%d) must be shorter than length along DIM%d (%d)', before + after + 1, dim, n);
  end
  order = [dim, 1:dim-1, dim+1:numel(sz)];
  t = reshape(permute(x, order), n, []);
  r = zeros(n, size(t, 2));
  span = -before:after;
  inner = before+1:n-after;
  if ~isempty(inner)
    for c = 1:size(t, 2)
      column = t(:, c);
      windows = reshape(column(span' + inner), numel(span), []);
      r(inner, c) = pick(f(windows), numel(inner), out_dim);
    end
  end
  for k = setdiff(1:n, inner)
    for c = 1:size(t, 2)
      r(k, c) = pick(f(window_at(t(:, c), k + span', ends)), 1, out_dim);
    end
  end
  y = ipermute(reshape(r, sz(order)), order);
end

function v = pick(v, n, out_dim)
  if size(v, 1) > 1 && size(v, 2) == n && n > 1
    v = v(out_dim, :);
  elseif numel(v) > n
    v = v(out_dim);
  end
end

function v = window_at(column, at, ends)
  n = numel(column);
  inside = at >= 1 & at <= n;
  if isnumeric(ends)
    v = repmat(ends, numel(at), 1);
    v(inside) = column(at(inside));
    return;
  end
  switch lower(ends)
    case {'shrink'}
      v = column(at(inside));
    case {'same'}
      v = column(min(max(at, 1), n));
    case {'fill'}
      v = NaN(numel(at), 1);
      v(inside) = column(at(inside));
    case {'periodic'}
      v = column(mod(at - 1, n) + 1);
    case 'discard'
      v = column(at(inside));
    otherwise
      error('movfun: unknown Endpoints');
  end
end
