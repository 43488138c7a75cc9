function y = sinpi(x)
  % y = sinpi(x): sin(pi * x), exact where x is a multiple of 1/2.
  r = mod(x, 2);
  y = sin(pi * r);
  y(r == 0 | r == 1) = 0;
  y(r == 0.5) = 1;
  y(r == 1.5) = -1;
end
