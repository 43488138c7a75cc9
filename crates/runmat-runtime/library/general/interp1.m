function yi = interp1(x, y, varargin)
  % yi = interp1(x, y, xi, method, extrapolation): interpolation of a table in one dimension.
  if nargin < 2
    print_usage();
  end
  method = 'linear';
  extrap = [];
  is_extrap = false;
  xi = [];
  has_xi = false;
  ispp = false;
  rightcontinuous = NaN;
  k = 1;
  have_method = false;
  while k <= numel(varargin)
    v = varargin{k};
    if ischar(v)
      v = lower(v);
      switch v
        case 'extrap'
          is_extrap = true;
        case 'pp'
          ispp = true;
        case {'right', '-right'}
          rightcontinuous = true;
        case {'left', '-left'}
          rightcontinuous = false;
        otherwise
          method = v;
          have_method = true;
      end
    elseif ~has_xi && ~have_method
      xi = v;
      has_xi = true;
    else
      extrap = v;
    end
    k = k + 1;
  end
  if ~has_xi && ~ispp
    xi = y;
    y = x;
    if isvector(y)
      x = 1:numel(y);
    else
      x = 1:rows(y);
    end
  end
  if method(1) == '*'
    method(1) = [];
    if isscalar(x)
      if isvector(y)
        x = x * (0:numel(y) - 1);
      else
        x = x * (0:rows(y) - 1);
      end
    end
  end
  missing_value = NaN;
  if __octave__()
    missing_value = NA;
  elseif any(strcmp(method, {'pchip', 'cubic', 'spline', 'makima'})) && isempty(extrap)
    is_extrap = true;
  end
  x = x(:);
  nx = rows(x);
  szx = size(xi);
  vector_y = isvector(y);
  if vector_y
    y = y(:);
  end
  szy = size(y);
  y = reshape(y, szy(1), prod(szy(2:end)));
  nc = columns(y);
  if nx < 2 || szy(1) < 2
    if ~__octave__()
      error('MATLAB:interp1:NotEnoughPts', 'Interpolation requires at least two sample points for each grid dimension.');
    end
    error('interp1: minimum of 2 points required in each dimension');
  end
  if szy(1) ~= nx
    error('interp1: X and Y must be vectors of the same length');
  end
  if any(diff(x) < 0)
    [x, order] = sort(x);
    y = y(order, :);
  end
  jumps = any(diff(x) == 0);
  if jumps && ~__octave__()
    error('MATLAB:griddedInterpolant:NonUniqueCompVecsPtsErrId', 'Sample points must be unique.');
  elseif jumps
    if ~any(strcmp(method, {'linear'}))
      if any(strcmp(method, {'previous', 'next', 'nearest', 'pchip', 'cubic', 'spline'}))
        error('interp1: discontinuities not supported for METHOD ''%s''', method);
      end
    end
  end
  if ~any(strcmp(method, {'nearest', 'previous', 'next', 'linear', 'pchip', 'cubic', 'spline', 'makima'}))
    error('interp1: invalid METHOD ''%s''', method);
  end
  if ispp
    switch method
      case 'linear'
        d = diff(y) ./ repmat(diff(x), 1, nc);
        yi = mkpp(x, [reshape(d.', [], 1), reshape(y(1:nx - 1, :).', [], 1)], szy(2:end));
      case 'spline'
        yi = spline(x, y.');
      case {'pchip', 'cubic'}
        yi = pchip(x, y.');
      case 'nearest'
        yi = mkpp([x(1); (x(1:nx - 1) + x(2:nx)) / 2; x(nx)], reshape(y.', [], 1), szy(2:end));
      otherwise
        yi = mkpp([x(1:nx); 2 * x(nx) - x(nx - 1)], reshape(y.', [], 1), szy(2:end));
    end
    return;
  end
  p = xi(:);
  switch method
    case 'nearest'
      idx = lookup(0.5 * (x(1:nx - 1) + x(2:nx)), p) + 1;
      idx(isnan(p)) = 1;
      yi = y(idx, :);
    case 'previous'
      idx = min(max(lookup(x, p), 1), nx);
      yi = y(idx, :);
    case 'next'
      idx = lookup(x, p);
      here = max(idx, 1);
      exact = x(here) == p;
      idx = min(idx + 1, nx);
      idx(exact) = here(exact);
      yi = y(idx, :);
    case 'linear'
      yi = linear_table(x, y, p, nx, nc, jumps, rightcontinuous);
    case 'spline'
      yi = reshape(ppval(spline(x, y.'), p), nc, numel(p)).';
    otherwise
      if nx == 2 || any(diff(x) == 0)
        yi = linear_table(x, y, p, nx, nc, jumps, rightcontinuous);
      else
        yi = reshape(ppval(pchip(x, y.'), p), nc, numel(p)).';
      end
  end
  yi = reshape(yi, numel(p), nc);
  outside = p < x(1) | p > x(nx);
  if ~is_extrap
    if isempty(extrap)
      extrap = missing_value;
      if ~isreal(yi)
        extrap = complex(missing_value, missing_value);
      end
    end
    yi(outside, :) = extrap;
  end
  if any(isnan(p))
    if isreal(yi)
      yi(isnan(p), :) = missing_value;
    else
      yi(isnan(p), :) = complex(missing_value, missing_value);
    end
  end
  if vector_y
    if numel(szx) == 2 && isequal(szx, [1, 1])
      yi = reshape(yi, 1, 1);
    else
      yi = reshape(yi, szx);
    end
  else
    if isvector(xi)
      yi = reshape(yi, [numel(p), szy(2:end)]);
    else
      yi = reshape(yi, [szx, szy(2:end)]);
    end
  end
end

function yi = linear_table(x, y, p, nx, nc, jumps, rightcontinuous)
  if jumps
    if isnan(rightcontinuous)
      rightcontinuous = true;
    end
    if rightcontinuous
      idx = lookup(x, p);
    else
      idx = nx - lookup(-flipud(x), -p);
    end
    idx = min(max(idx, 1), nx - 1);
    flat = x(idx) == x(idx + 1);
    idx(flat & idx > 1) = idx(flat & idx > 1) - 1;
  else
    idx = lookup(x(2:nx - 1), p) + 1;
  end
  idx(isnan(p)) = 1;
  h = x(idx + 1) - x(idx);
  t = (p - x(idx)) ./ h;
  d = y(idx + 1, :) - y(idx, :);
  yi = reshape(y(idx, :), numel(p), nc) + reshape(d, numel(p), nc) .* repmat(t, 1, nc);
end
