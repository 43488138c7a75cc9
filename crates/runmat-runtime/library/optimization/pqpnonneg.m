function [x, minval, exitflag, output, lambda] = pqpnonneg(c, d, x0, options)
  % [x, minval, exitflag, output, lambda] = pqpnonneg(c, d): minimises x'*c*x/2 + d'*x for x >= 0, c positive definite.
  if nargin < 2
    print_usage();
  end
  if ~(isnumeric(c) && ismatrix(c)) || ndims(c) > 2
    error('pqpnonneg: C and D must be numeric matrices');
  elseif ~isnumeric(d) || ndims(d) > 2
    error('pqpnonneg: C and D must be numeric matrices');
  elseif size(c, 1) ~= size(c, 2)
    error('pqpnonneg: C must be a square matrix');
  elseif nargin > 3 && ~isstruct(options)
    error('pqpnonneg: OPTIONS must be a struct');
  end
  n = size(c, 1);
  d = d(:);
  x = zeros(n, 1);
  inside = false(n, 1);
  if nargin > 2 && ~isempty(x0)
    inside = x0(:) > 0;
    x(inside) = x0(inside);
  end
  tolerance = 10 * eps * max(1, norm(c, 1)) * max(1, norm(d, Inf));
  most = 10 * n + 50;
  iterations = 0;
  exitflag = 1;
  first = any(inside);
  while true
    if ~first
      w = -(c * x + d);
      w(inside) = -Inf;
      [best, k] = max(w);
      if isempty(k) || best <= tolerance
        break
      end
      inside(k) = true;
    end
    first = false;
    while true
      iterations = iterations + 1;
      if iterations > most
        exitflag = 0;
        break
      end
      s = zeros(n, 1);
      s(inside) = -c(inside, inside) \ d(inside);
      out = inside & s <= 0;
      if ~any(out)
        x = s;
        break
      end
      step = min(x(out) ./ (x(out) - s(out)));
      x = x + step * (s - x);
      inside = inside & x > tolerance;
      x(~inside) = 0;
    end
    if exitflag == 0
      break
    end
  end
  minval = x.' * c * x / 2 + d.' * x;
  lambda = zeros(n, 1);
  lambda(~inside) = -(c(~inside, :) * x + d(~inside));
  output = struct('algorithm', 'nnls-pqp', 'iterations', iterations);
end
