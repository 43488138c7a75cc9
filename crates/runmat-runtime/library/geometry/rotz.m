function t = rotz(angle)
  % t = rotz(angle): rotation about the z axis by degrees.
  if nargin < 1 || ~isscalar(angle)
    print_usage();
  end
  angle = angle * pi / 180;
  s = sin(angle);
  c = cos(angle);
  t = [c, -s, 0; s, c, 0; 0, 0, 1];
end
