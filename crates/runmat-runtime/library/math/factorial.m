function x = factorial(n)
  % factorial(n): n*(n-1)*...*1.
  if nargin < 1
    print_usage();
  end
  if ~isreal(n) || any(n(:) < 0 | n(:) ~= fix(n(:)))
    error('factorial: all N must be real non-negative integers');
  end
  x = round(gamma(double(n) + 1));
  if ~isa(n, 'double') && isnumeric(n)
    if isinteger(n) && __octave__()
      x = double(x);
    else
      x = cast(x, class(n));
    end
  end
end
