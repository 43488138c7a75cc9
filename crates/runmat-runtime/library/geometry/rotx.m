function t = rotx(angle)
  % t = rotx(angle): rotation about the x axis by degrees.
  if nargin < 1 || ~isscalar(angle)
    print_usage();
  end
  angle = angle * pi / 180;
  s = sin(angle);
  c = cos(angle);
  t = [1, 0, 0; 0, c, -s; 0, s, c];
end
