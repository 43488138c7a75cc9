function y = betapdf(x, a, b)
  % y = betapdf(x, a, b): the beta density.
  %   betapdf(0.2, 1, 2)
  inside = min(max(x, 0), 1);
  y = inside .^ (a - 1) .* (1 - inside) .^ (b - 1) ./ beta(a, b);
  y = __where__(y, (x < 0 | x > 1) & zeros(size(y)) == 0, 0);
  y = __where__(y, isnan(x) & zeros(size(y)) == 0, NaN);
end
