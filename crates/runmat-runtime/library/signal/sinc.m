function y = sinc(x)
  % y = sinc(x): sin(pi*x)/(pi*x), 1 at 0.
  if nargin < 1
    print_usage();
  end
  y = ones(size(x), class(x(:).' * 1));
  k = x ~= 0;
  t = pi * x(k);
  y(k) = sin(t) ./ t;
end
