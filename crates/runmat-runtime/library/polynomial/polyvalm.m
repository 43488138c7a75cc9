function y = polyvalm(c, x)
  % polyvalm(c, x): the polynomial with coefficients c at the square matrix x.
  if nargin ~= 2
    print_usage();
  end
  if ~(isvector(c) || isempty(c))
    error('polyvalm: first argument must be a vector');
  end
  if ~issquare(x)
    error('polyvalm: second argument must be a square matrix');
  end
  n = numel(c);
  if n == 0
    y = zeros(rows(x), class(x));
  else
    id = eye(rows(x), class(x));
    y = c(1) * full(id);
    for k = 2:n
      y = y * x + c(k) * full(id);
    end
  end
end
