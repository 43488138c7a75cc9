function zi = interp2(varargin)
  % zi = interp2(x, y, z, xi, yi, method, extrapolation): interpolation of a table in two dimensions.
  n = numel(varargin);
  if n < 1
    print_usage();
  end
  method = 'linear';
  extrap = [];
  if n >= 2 && ischar(varargin{end})
    method = varargin{end};
    varargin(end) = [];
  elseif n >= 3 && ischar(varargin{end - 1})
    method = varargin{end - 1};
    extrap = varargin{end};
    varargin(end - 1:end) = [];
  end
  n = numel(varargin);
  x = [];
  y = [];
  switch n
    case 1
      z = varargin{1};
      steps = 1;
    case 2
      z = varargin{1};
      steps = varargin{2};
    case 3
      [z, xi, yi] = varargin{:};
    case 5
      [x, y, z, xi, yi] = varargin{:};
    otherwise
      print_usage();
  end
  if ~isnumeric(z) || ndims(z) ~= 2 || isscalar(z) || isempty(z)
    error('interp2: Z must be a 2-D matrix');
  end
  [nr, nc] = size(z);
  if n <= 2
    f = 2 ^ steps;
    xi = linspace(1, nc, (nc - 1) * f + 1);
    yi = linspace(1, nr, (nr - 1) * f + 1).';
  end
  if isempty(x)
    x = 1:nc;
    y = 1:nr;
  end
  if ~isvector(x)
    x = x(1, :);
  end
  if ~isvector(y)
    y = y(:, 1);
  end
  x = x(:).';
  y = y(:);
  if numel(x) ~= nc
    error('interp2: X and Y must be matrices equal in size to Z, or vectors of its columns and rows');
  elseif numel(y) ~= nr
    error('interp2: X and Y must be matrices equal in size to Z, or vectors of its columns and rows');
  end
  method = lower(method);
  if any(strcmp(method, {'nearest', 'linear'})) || ~any(strcmp(method, {'pchip', 'cubic', 'spline'}))
    if isvector(xi) && isvector(yi) && ~isequal(size(xi), size(yi))
      [xi, yi] = meshgrid(xi, yi);
    elseif ~isequal(size(xi), size(yi))
      error('interp2: XI and YI must be matrices of equal size');
    end
  end
  missing_value = NaN;
  if __octave__()
    missing_value = NA;
  end
  if x(end) < x(1)
    x = fliplr(x);
    z = fliplr(z);
  end
  if y(end) < y(1)
    y = flipud(y);
    z = flipud(z);
  end
  switch method
    case 'nearest'
      col = lookup(0.5 * (x(1:nc - 1) + x(2:nc)), xi) + 1;
      row = lookup(0.5 * (y(1:nr - 1) + y(2:nr)), yi) + 1;
      zi = z(row + nr * (col - 1));
    case 'linear'
      col = lookup(x(2:nc - 1), xi) + 1;
      row = lookup(y(2:nr - 1), yi) + 1;
      s = (xi - reshape(x(col), size(xi))) ./ reshape(x(col + 1) - x(col), size(xi));
      t = (yi - reshape(y(row), size(yi))) ./ reshape(y(row + 1) - y(row), size(yi));
      at = row + nr * (col - 1);
      a = reshape(z(at), size(xi));
      b = reshape(z(at + 1), size(xi)) - a;
      c = reshape(z(at + nr), size(xi)) - a;
      d = reshape(z(at + nr + 1), size(xi)) - a - b - c;
      zi = a + b .* t + c .* s + d .* s .* t;
    case {'cubic', 'pchip', 'spline'}
      if isvector(xi) && isvector(yi) && ~isequal(size(xi), size(yi))
        xi = xi(:).';
        yi = yi(:);
        grid = true;
      elseif isequal(size(xi), size(yi)) && ~isvector(xi) && isequal(repmat(xi(1, :), rows(xi), 1), xi) && isequal(repmat(yi(:, 1), 1, columns(yi)), yi)
        xi = xi(1, :);
        yi = yi(:, 1);
        grid = true;
      else
        grid = false;
      end
      if grid
        zi = along(y, z, yi, method);
        zi = along(x, zi.', xi, method).';
        [xi, yi] = meshgrid(xi, yi);
      else
        zi = zeros(size(xi));
        for k = 1:numel(xi)
          column = along(y, z, yi(k), method);
          zi(k) = along(x, column.', xi(k), method);
        end
      end
    otherwise
      error('interp2: unrecognized interpolation METHOD');
  end
  outside = xi < x(1) | xi > x(end) | yi < y(1) | yi > y(end);
  if isempty(extrap)
    if any(strcmp(method, {'spline'})) || (strcmp(method, 'cubic') && __octave__() && false)
      outside(:) = false;
    end
    extrap = missing_value;
  elseif ischar(extrap)
    outside(:) = false;
    extrap = 0;
  end
  zi(outside) = extrap;
end

function zi = along(y, z, yi, method)
  if strcmp(method, 'spline')
    zi = reshape(ppval(spline(y, z.'), yi(:)), columns(z), numel(yi)).';
  else
    zi = reshape(ppval(pchip(y, z.'), yi(:)), columns(z), numel(yi)).';
  end
end
