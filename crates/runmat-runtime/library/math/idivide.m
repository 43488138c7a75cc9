function z = idivide(x, y, op)
  % idivide(x, y, rounding): integer division; rounding is 'fix', 'ceil', 'round' or 'floor'.
  if nargin < 2
    print_usage();
  end
  if nargin < 3
    op = 'fix';
  else
    op = lower(op);
  end
  if ~isinteger(x) && ~isinteger(y)
    error('idivide: at least one input (X or Y) must be an integer type');
  end
  if isinteger(x) && isinteger(y) && ~strcmp(class(x), class(y))
    error('idivide: integer type of X (%s) must match integer type of Y (%s)', class(x), class(y));
  end
  if isinteger(x)
    type = class(x);
  else
    type = class(y);
  end
  switch op
    case 'ceil'
      z = cast(ceil(double(x) ./ double(y)), type);
    case 'round'
      z = x ./ y;
    case 'floor'
      z = cast(floor(double(x) ./ double(y)), type);
    case 'fix'
      z = cast(fix(double(x) ./ double(y)), type);
    otherwise
      error('idivide: unrecognized rounding type "%s"', op);
  end
end
