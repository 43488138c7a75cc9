function vi = interpn(varargin)
  % vi = interpn(x1, x2, ..., v, y1, y2, ..., method, extrapval): interpolation of a table in any number of dimensions.
  if nargin < 1 || ~isnumeric(varargin{1})
    print_usage();
  end
  method = 'linear';
  extrap = [];
  given = varargin;
  at = find(cellfun(@ischar, given), 1);
  if ~isempty(at)
    method = given{at};
    if at < numel(given)
      extrap = given{at + 1};
      if at + 1 < numel(given) || ~isnumeric(extrap) || ~isscalar(extrap)
        error('interpn: EXTRAPVAL must be a numeric scalar');
      end
    end
    given = given(1:at - 1);
  end
  method = lower(method);
  if method(1) == '*'
    warning('interpn: ignoring unsupported ''*'' flag to METHOD');
    method(1) = [];
  end
  method = validatestring(method, {'nearest', 'linear', 'pchip', 'cubic', 'spline'});
  if any(strcmp(method, {'pchip', 'cubic'}))
    error('interpn: %s interpolation not yet implemented', method);
  end
  n = numel(given);
  v = given{1};
  if n <= 2 && (n == 1 || isscalar(given{2}))
    nd = ndims(v);
    steps = 1;
    if n == 2
      steps = given{2};
    end
    x = defaults(v);
    y = cell(1, nd);
    for k = 1:nd
      y{k} = linspace(1, size(v, k), (size(v, k) - 1) * 2 ^ steps + 1);
    end
    [y{1:nd}] = ndgrid(y{:});
  elseif n == ndims(v) + 1
    nd = ndims(v);
    x = defaults(v);
    y = given(2:end);
  elseif mod(n, 2) == 1 && ndims(given{(n + 1) / 2}) == (n - 1) / 2
    nd = (n - 1) / 2;
    v = given{nd + 1};
    x = given(1:nd);
    y = given(nd + 2:end);
  else
    error('interpn: wrong number or incorrectly formatted input arguments');
  end
  for k = 1:nd
    if isvector(x{k}) && numel(x{k}) == size(v, k)
      x{k} = x{k}(:);
    elseif isequal(size(x{k}), size(v))
      take = repmat({1}, 1, nd);
      take{k} = ':';
      x{k} = reshape(x{k}(take{:}), [], 1);
    else
      error('interpn: incorrect dimensions for input X%d', k);
    end
    if numel(x{k}) > 1 && x{k}(1) > x{k}(end)
      x{k} = flipud(x{k});
      v = flip(v, k);
    end
  end
  for k = 2:nd
    if ~isvector(y{k}) && ~isequal(size(y{k}), size(y{1}))
      error('interpn: incorrect dimensions for input Y%d', k);
    end
  end
  if all(cellfun(@isvector, y)) && ~all(cellfun(@(p) isequal(size(p), size(y{1})), y))
    [y{1:nd}] = ndgrid(y{:});
  end
  shape = size(y{1});
  for k = 2:nd
    if ~isequal(size(y{k}), shape)
      error('interpn: incorrect dimensions for input Y%d', k);
    end
  end
  if strcmp(method, 'spline')
    vi = by_splines(x, v, y);
  else
    vi = by_weights(x, v, y, strcmp(method, 'nearest'));
  end
  vi = reshape(vi, shape);
  outside = false(shape);
  for k = 1:nd
    outside = outside | y{k} < x{k}(1) | y{k} > x{k}(end);
  end
  if isempty(extrap)
    if ~strcmp(method, 'spline')
      missing_value = NA;
      if ~isreal(vi)
        missing_value = complex(NA, NA);
      end
      vi(outside) = missing_value;
    end
  else
    vi(outside) = extrap;
  end
end

function x = defaults(v)
  x = arrayfun(@(n) (1:n).', size(v), 'UniformOutput', false);
end

function vi = by_weights(x, v, y, nearest)
  % The cell of each point, and how far into it the point lies along each dimension.
  nd = numel(x);
  count = numel(y{1});
  low = zeros(count, nd);
  part = zeros(count, nd);
  step = zeros(count, nd);
  for k = 1:nd
    n = numel(x{k});
    if n == 1
      low(:, k) = 1;
      continue
    end
    i = min(max(lookup(x{k}, y{k}(:)), 1), n - 1);
    low(:, k) = i;
    part(:, k) = (y{k}(:) - x{k}(i)) ./ (x{k}(i + 1) - x{k}(i));
    step(:, k) = 1;
  end
  stride = cumprod([1, size(v)]);
  if nearest
    index = ones(count, 1);
    for k = 1:nd
      index = index + (low(:, k) - 1 + (part(:, k) >= 0.5) .* step(:, k)) * stride(k);
    end
    vi = v(index);
    return
  end
  vi = zeros(count, 1);
  for corner = 0:2 ^ nd - 1
    weight = ones(count, 1);
    index = ones(count, 1);
    for k = 1:nd
      up = bitand(floor(corner / 2 ^ (k - 1)), 1);
      index = index + (low(:, k) - 1 + up * step(:, k)) * stride(k);
      if up
        weight = weight .* part(:, k);
      else
        weight = weight .* (1 - part(:, k));
      end
    end
    used = weight ~= 0;
    values = v(index);
    vi(used) = vi(used) + weight(used) .* reshape(values(used), [], 1);
  end
end

function vi = by_splines(x, v, y)
  % Along one dimension after another; points that are no grid one by one.
  nd = numel(x);
  lines = cell(1, nd);
  for k = 1:nd
    take = repmat({1}, 1, nd);
    take{k} = ':';
    if ndims(y{k}) <= nd && numel(size(y{k})) == nd
      lines{k} = reshape(y{k}(take{:}), [], 1);
    else
      lines{k} = y{k}(:);
    end
  end
  grid = cell(1, nd);
  [grid{:}] = ndgrid(lines{:});
  if all(cellfun(@(a, b) isequal(a, b), grid, y))
    vi = along_all(x, v, lines);
    return
  end
  vi = zeros(size(y{1}));
  for p = 1:numel(vi)
    vi(p) = along_all(x, v, cellfun(@(c) c(p), y, 'UniformOutput', false));
  end
end

function v = along_all(x, v, lines)
  nd = numel(x);
  for k = 1:nd
    order = [k, 1:k - 1, k + 1:nd];
    v = permute(v, order);
    shape = size(v);
    values = spline(x{k}, reshape(v, shape(1), []).', lines{k});
    v = ipermute(reshape(reshape(values, [], numel(lines{k})).', [numel(lines{k}), shape(2:end)]), order);
  end
end
