function c = bitset(a, n, val)
  % bitset(a, n): a with bit n set.  bitset(a, n, 0): with bit n cleared.
  if nargin < 2
    print_usage();
  end
  if nargin < 3
    val = true;
  end
  if any(a(:) < 0)
    error('bitset: A must be >= 0');
  end
  switch class(a)
    case 'double'
      limit = 53;
    case 'single'
      limit = 24;
    case {'int8', 'uint8'}
      limit = 8;
    case {'int16', 'uint16'}
      limit = 16;
    case {'int32', 'uint32'}
      limit = 32;
    case {'int64', 'uint64'}
      limit = 64;
    otherwise
      error('bitset: invalid class %s', class(a));
  end
  n = double(n);
  if any(n(:) < 1 | n(:) > limit)
    error('bitset: N must be in the range [1,%d]', limit);
  end
  if isscalar(a) && (~isscalar(n) || ~isscalar(val))
    if isscalar(n)
      a = repmat(a, size(val));
    else
      a = repmat(a, size(n));
    end
  end
  if isscalar(n)
    n = repmat(n, size(a));
  end
  if isscalar(val)
    val = repmat(val, size(a));
  end
  if ~isequal(size(a), size(n)) || ~isequal(size(a), size(val))
    error('bitset: A, N, and VAL must be the same size or scalar');
  end
  mask = bitshift(cast(ones(size(a)), class(a)), n - 1);
  on = logical(val);
  c = a;
  c(on) = bitor(a(on), mask(on));
  c(~on) = bitand(a(~on), bitxor(mask(~on), all_ones(class(a))));
end

function m = all_ones(name)
  switch name
    case 'double'
      m = 2 ^ 53 - 1;
    case 'single'
      m = single(2 ^ 24 - 1);
    otherwise
      m = intmax(name);
  end
end
