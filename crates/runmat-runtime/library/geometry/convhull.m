function [h, v] = convhull(varargin)
  % h = convhull(x, y): indices of the points on the convex hull, counter-clockwise and closed.
  if nargin < 1
    print_usage();
  end
  if ischar(varargin{end}) || iscell(varargin{end})
    varargin(end) = [];
  end
  if numel(varargin) == 1
    p = varargin{1};
    if columns(p) ~= 2
      error('convhull: only points in the plane are supported');
    end
    x = p(:, 1);
    y = p(:, 2);
  else
    x = varargin{1}(:);
    y = varargin{2}(:);
    if numel(x) ~= numel(y)
      error('convhull: X and Y must have the same size');
    end
    if numel(varargin) > 2
      error('convhull: only points in the plane are supported');
    end
  end
  n = numel(x);
  [~, order] = sortrows([x, y]);
  lower_side = chain(x, y, order);
  upper_side = chain(x, y, flipud(order));
  h = [lower_side(1:end - 1); upper_side(1:end - 1)];
  first = find(h == min(h), 1);
  if __octave__()
    h = h(:);
  end
  h = [h; h(1)];
  if nargout > 1
    v = polyarea(x(h), y(h));
  end
end

function list = chain(x, y, order)
  list = zeros(numel(order), 1);
  n = 0;
  for k = order(:).'
    while n >= 2
      a = list(n - 1);
      b = list(n);
      turn = (x(b) - x(a)) * (y(k) - y(a)) - (y(b) - y(a)) * (x(k) - x(a));
      if turn > 0
        break;
      end
      n = n - 1;
    end
    n = n + 1;
    list(n) = k;
  end
  list = list(1:n);
end
