function c = bitget(a, n)
  % bitget(a, n): bit n of a, 1 is the lowest.
  if nargin ~= 2
    print_usage();
  end
  limit = bit_limit(a);
  n = double(n);
  if any(n(:) < 1) || any(n(:) > limit)
    error('bitget: N must be in the range [1,%d]', limit);
  end
  c = bitand(bitshift(a, 1 - n), cast(1, class(a)));
  if __octave__()
    c = logical(c);
  end
end

function limit = bit_limit(a)
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
      error('bitget: invalid class %s', class(a));
  end
end
