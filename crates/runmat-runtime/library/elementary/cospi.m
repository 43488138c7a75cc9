function y = cospi(x)
  % y = cospi(x): cos(pi * x), exact where x is a multiple of 1/2.
  r = mod(x, 2);
  y = cos(pi * r);
  y(r == 0.5 | r == 1.5) = 0;
  y(r == 0) = 1;
  y(r == 1) = -1;
end
