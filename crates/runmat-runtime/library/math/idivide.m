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
  if ~any(strcmp(op, {'ceil', 'round', 'floor', 'fix'}))
    error('idivide: unrecognized rounding type "%s"', op);
  end
  if strcmp(op, 'round')
    z = x ./ y;
    return;
  end
  whole = (isinteger(x) || all(x(:) == fix(x(:)))) && (isinteger(y) || all(y(:) == fix(y(:))));
  if ~whole
    q = double(x) ./ double(y);
    z = cast(feval(op, q), type);
    return;
  end
  x = cast(x, type);
  y = cast(y, type);
  r = rem(x, y);
  z = (x - r) ./ y;
  switch op
    case 'floor'
      z = z - cast(r ~= 0 & ((x < 0) ~= (y < 0)), type);
    case 'ceil'
      z = z + cast(r ~= 0 & ((x < 0) == (y < 0)), type);
  end
end
