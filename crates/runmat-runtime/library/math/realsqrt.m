function y = realsqrt(x)
  % realsqrt(x): square root, an error where it would be complex.
  if nargin ~= 1
    print_usage();
  end
  if ~isreal(x) || any(x(:) < 0)
    error('realsqrt: produced complex result');
  end
  y = sqrt(x);
end
