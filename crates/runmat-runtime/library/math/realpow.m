function z = realpow(x, y)
  % realpow(x, y): x .^ y, an error where it would be complex.
  if nargin ~= 2
    print_usage();
  end
  z = x .^ y;
  if ~isreal(z)
    error('realpow: produced complex result');
  end
end
