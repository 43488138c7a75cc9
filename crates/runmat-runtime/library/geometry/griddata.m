function [xi, yi, zi] = griddata(x, y, z, varargin)
  % zi = griddata(x, y, z, xi, yi, method): values between scattered points: 'linear', 'nearest' or 'v4'.
  if nargin < 5
    print_usage();
  end
  if nargin > 6
    if nargout > 1
      error('griddata: only one output argument allowed for 3-D points');
    end
    error('griddata: points in three dimensions are not supported');
  end
  xi = varargin{1};
  yi = varargin{2};
  method = 'linear';
  if nargin == 6
    method = varargin{3};
  end
  if ~ischar(method)
    error('griddata: METHOD must be a string');
  end
  method = lower(method);
  if any(strcmp(method, {'cubic', 'natural'}))
    error('griddata: "%s" interpolation not yet implemented', method);
  elseif ~any(strcmp(method, {'linear', 'nearest', 'v4'}))
    error('griddata: unknown interpolation METHOD: "%s"', method);
  end
  if isvector(x) && isvector(y)
    if isvector(z) || isempty(z)
      if ~isequal(numel(x), numel(y), numel(z))
        error('griddata: X, Y, and Z must be vectors of the same length, or matrices of the same size');
      end
    else
      if size(z, 1) ~= numel(y) || size(z, 2) ~= numel(x)
        error('griddata: lengths of X, Y must match the columns and rows of Z');
      end
      [x, y] = meshgrid(x, y);
    end
  end
  if isrow(xi) && iscolumn(yi) && ~(isscalar(xi) && isscalar(yi))
    [xi, yi] = meshgrid(xi, yi);
  elseif ~isequal(size(xi), size(yi))
    error('griddata: XI and YI must be vectors or matrices of same size');
  end
  x = x(:);
  y = y(:);
  z = z(:);
  switch method
    case 'nearest'
      zi = nearest(x, y, z, xi, yi);
    case 'v4'
      zi = biharmonic(x, y, z, xi, yi);
    otherwise
      zi = linear(x, y, z, xi, yi);
  end
  if nargout <= 1
    xi = zi;
  end
end

function zi = nearest(x, y, z, xi, yi)
  zi = zeros(size(xi));
  for k = 1:numel(xi)
    [~, best] = min((x - xi(k)) .^ 2 + (y - yi(k)) .^ 2);
    zi(k) = z(best);
  end
end

function zi = biharmonic(x, y, z, xi, yi)
  % Green's function of the biharmonic operator at each point, with weights that give the values there.
  d = abs((x + 1i * y) - (x + 1i * y).');
  g = green(d);
  w = g \ z;
  zi = zeros(size(xi));
  for k = 1:numel(xi)
    zi(k) = green(abs(xi(k) + 1i * yi(k) - (x + 1i * y))).' * w;
  end
end

function g = green(d)
  g = d .^ 2 .* (log(d) - 1);
  g(d == 0) = 0;
end

function zi = linear(x, y, z, xi, yi)
  triangles = delaunay(x, y);
  zi = NaN(size(xi));
  slack = -1e-10;
  for k = 1:size(triangles, 1)
    t = triangles(k, :);
    area = (x(t(2)) - x(t(1))) * (y(t(3)) - y(t(1))) - (x(t(3)) - x(t(1))) * (y(t(2)) - y(t(1)));
    if area == 0
      continue
    end
    box = xi >= min(x(t)) + slack & xi <= max(x(t)) - slack & yi >= min(y(t)) + slack & yi <= max(y(t)) - slack;
    at = find(box & isnan(zi));
    if isempty(at)
      continue
    end
    px = xi(at) - x(t(1));
    py = yi(at) - y(t(1));
    b = (px * (y(t(3)) - y(t(1))) - py * (x(t(3)) - x(t(1)))) / area;
    c = (py * (x(t(2)) - x(t(1))) - px * (y(t(2)) - y(t(1)))) / area;
    inside = b >= slack & c >= slack & b + c <= 1 - slack;
    values = z(t(1)) + b * (z(t(2)) - z(t(1))) + c * (z(t(3)) - z(t(1)));
    zi(at(inside)) = values(inside);
  end
end
