function y = reallog(x)
  % reallog(x): natural logarithm, an error where it would be complex.
  if nargin ~= 1
    print_usage();
  end
  if ~isreal(x) || any(x(:) < 0)
    error('reallog: produced complex result');
  end
  y = log(x);
end
