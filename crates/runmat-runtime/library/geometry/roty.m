function t = roty(angle)
  % t = roty(angle): rotation about the y axis by degrees.
  if nargin < 1 || ~isscalar(angle)
    print_usage();
  end
  angle = angle * pi / 180;
  s = sin(angle);
  c = cos(angle);
  t = [c, 0, s; 0, 1, 0; -s, 0, c];
end
