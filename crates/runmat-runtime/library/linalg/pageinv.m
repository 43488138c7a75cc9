function y = pageinv(x)
  % y = pageinv(x): the inverse of every page.
  y = x;
  for k = 1:prod(size(x, 3:max(ndims(x), 3)))
    y(:, :, k) = inv(x(:, :, k));
  end
end
