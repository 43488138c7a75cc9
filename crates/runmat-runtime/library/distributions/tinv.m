function x = tinv(p, v)
  % x = tinv(p, v): where Student's distribution function with v degrees of freedom is p.
  %   tinv(0.975, 10)
  zero = zeros(size(p + v));
  p = p + zero;
  v = v + zero;
  x = NaN(size(zero));
  both = 2 * min(p, 1 - p);
  ok = both >= 0 & v > 0 & ~isinf(v);
  far = ok & both < 0.5;
  z = betaincinv(both(far), v(far) / 2, 0.5);
  x(far) = sqrt(v(far) ./ z - v(far));
  near = ok & ~far;
  z = betaincinv(both(near), 0.5, v(near) / 2, 'upper');
  x(near) = sqrt(v(near) .* z ./ (1 - z));
  left = p < 0.5;
  x(left) = -x(left);
  normal = isinf(v) & v > 0;
  x(normal) = norminv(p(normal));
end
