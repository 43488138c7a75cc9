function [in, on] = inpolygon(x, y, xv, yv)
  % [in, on] = inpolygon(x, y, xv, yv): which points lie in the polygon, or on its edge.
  if nargin ~= 4
    print_usage();
  end
  if ~(isreal(x) && isreal(y) && isequal(size(x), size(y)))
    error('inpolygon: X and Y must be real arrays of the same size');
  end
  if ~(isreal(xv) && isreal(yv) && isvector(xv) && isequal(size(xv), size(yv)))
    error('inpolygon: XV and YV must be real vectors of the same size');
  end
  n = numel(xv);
  in = false(size(x));
  on = false(size(x));
  j = n;
  for i = 1:n
    dx = xv(j) - xv(i);
    dy = yv(j) - yv(i);
    distance = dx .* (y - yv(i)) - (x - xv(i)) .* dy;
    crosses = ((yv(i) <= y & y < yv(j)) | (yv(j) <= y & y < yv(i))) & 0 < distance .* dy;
    in(crosses) = ~in(crosses);
    touches = ((yv(i) <= y & y <= yv(j)) | (yv(j) <= y & y <= yv(i))) & ((xv(i) <= x & x <= xv(j)) | (xv(j) <= x & x <= xv(i))) & (distance == 0 | ~dx & ~dy);
    on(touches) = true;
    j = i;
  end
  in = in | on;
end
