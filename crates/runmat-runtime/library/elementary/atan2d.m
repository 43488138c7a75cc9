function d = atan2d(y, x)
  % d = atan2d(y, x): the angle of the point (x, y) in degrees.
  d = 180 / pi * atan2(y, x);
end
