function tri = delaunay(varargin)
  % tri = delaunay(x, y): the Delaunay triangulation of points in the plane.
  if nargin < 1
    print_usage();
  end
  if ischar(varargin{end}) || iscell(varargin{end})
    varargin(end) = [];
  end
  if numel(varargin) == 1
    p = varargin{1};
    if columns(p) ~= 2
      error('delaunay: only points in the plane are supported');
    end
    x = p(:, 1);
    y = p(:, 2);
  else
    x = varargin{1}(:);
    y = varargin{2}(:);
  end
  n = numel(x);
  if n < 3
    error('delaunay: at least three points are needed');
  end
  [tri, covered] = triangulated(x, y, 1e4, 0);
  hull = convhull(x, y);
  whole = polyarea(x(hull), y(hull));
  if abs(covered - whole) > 1e-9 * whole
    % Many points on common circles or lines: moved a little, they leave nothing in doubt.
    size_of = max(max(x) - min(x), max(y) - min(y));
    tri = triangulated(x, y, 100, 1e-7 * size_of);
  end
end

function [tri, covered] = triangulated(x, y, reach, shift)
  % One point after the other is put into a triangulation that begins with a large triangle.
  n = numel(x);
  cx = (min(x) + max(x)) / 2;
  cy = (min(y) + max(y)) / 2;
  r = reach * max(max(max(x) - min(x), max(y) - min(y)), eps);
  px = [x + shift * (mod((1:n).' * 0.6180339887498949, 1) - 0.5); cx - 2 * r; cx + 2 * r; cx];
  py = [y + shift * (mod((1:n).' * 0.7548776662466927, 1) - 0.5); cy - r; cy - r; cy + 2 * r];
  slack = 1e-12 * (shift == 0);
  tri = [n + 1, n + 2, n + 3];
  [ox, oy, rr] = circles(px, py, tri);
  for k = 1:n
    bad = (ox - px(k)) .^ 2 + (oy - py(k)) .^ 2 < rr .* (1 + slack);
    edges = [tri(bad, [1, 2]); tri(bad, [2, 3]); tri(bad, [3, 1])];
    key = sort(edges, 2);
    [~, ~, group] = unique(key, 'rows');
    counts = accumarray(group(:), 1);
    border = edges(counts(group) == 1, :);
    fresh = [border, repmat(k, rows(border), 1)];
    [fx, fy, fr] = circles(px, py, fresh);
    tri = [tri(~bad, :); fresh];
    ox = [ox(~bad); fx];
    oy = [oy(~bad); fy];
    rr = [rr(~bad); fr];
  end
  tri = tri(all(tri <= n, 2), :);
  area = (x(tri(:, 2)) - x(tri(:, 1))) .* (y(tri(:, 3)) - y(tri(:, 1))) - (x(tri(:, 3)) - x(tri(:, 1))) .* (y(tri(:, 2)) - y(tri(:, 1)));
  tri(area < 0, [2, 3]) = tri(area < 0, [3, 2]);
  tri = tri(abs(area) > 1e-9 * max(abs(area)), :);
  covered = sum(abs(area)) / 2;
end

function [ox, oy, rr] = circles(px, py, tri)
  ax = reshape(px(tri(:, 1)), [], 1);
  ay = reshape(py(tri(:, 1)), [], 1);
  bx = reshape(px(tri(:, 2)), [], 1) - ax;
  by = reshape(py(tri(:, 2)), [], 1) - ay;
  cx = reshape(px(tri(:, 3)), [], 1) - ax;
  cy = reshape(py(tri(:, 3)), [], 1) - ay;
  d = 2 * (bx .* cy - by .* cx);
  ux = (cy .* (bx .^ 2 + by .^ 2) - by .* (cx .^ 2 + cy .^ 2)) ./ d;
  uy = (bx .* (cx .^ 2 + cy .^ 2) - cx .* (bx .^ 2 + by .^ 2)) ./ d;
  ox = ux + ax;
  oy = uy + ay;
  rr = ux .^ 2 + uy .^ 2;
end
