function y = poly(x)
  % poly(a): characteristic polynomial of a matrix, or the polynomial with the given roots.
  if nargin < 1
    print_usage();
  end
  m = min(size(x));
  n = max(size(x));
  if m == 0
    y = 1;
    return;
  elseif m == 1
    v = x;
  elseif m == n
    v = eig(x);
  else
    print_usage();
  end
  y = [1, zeros(1, n)];
  for j = 1:n
    y(2:j + 1) = y(2:j + 1) - v(j) .* y(1:j);
  end
  if all(imag(x(:)) == 0)
    y = real(y);
  else
    up = sort(v(imag(v) > 0));
    down = sort(conj(v(imag(v) < 0)));
    if numel(up) == numel(down) && all(up == down)
      y = real(y);
    end
  end
end
