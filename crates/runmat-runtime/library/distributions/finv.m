function x = finv(p, v1, v2)
  % x = finv(p, v1, v2): where the F distribution function is p.
  %   finv(0.95, 2, 10)
  y = betainv(p, v1 / 2, v2 / 2);
  x = v2 .* y ./ (v1 .* (1 - y));
end
