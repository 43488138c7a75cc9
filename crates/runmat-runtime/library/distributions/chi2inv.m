function x = chi2inv(p, v)
  % x = chi2inv(p, v): where the chi-square distribution function with v degrees of freedom is p.
  %   chi2inv(0.95, 1)
  x = gaminv(p, v / 2, 2);
end
