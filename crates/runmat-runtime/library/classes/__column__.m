function x = __column__(x, k)
  % __column__(x, k): column k.
  x = x(:, k);
end
