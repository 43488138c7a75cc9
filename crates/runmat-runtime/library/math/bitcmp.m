function c = bitcmp(a, k)
  % bitcmp(a): the bits of a inverted.
  if nargin < 1 || (nargin == 2 && isa(k, 'char') && __octave__())
    print_usage();
  end
  if nargin == 2 && ischar(k)
    c = cast(bitcmp(cast(a, k)), class(a));
    return
  end
  if isinteger(a)
    highest = intmax(class(a));
    if intmin(class(a)) < 0
      c = bitxor(a, cast(-1, class(a)));
    else
      c = bitxor(a, highest);
    end
    width = sizeof_class(class(a));
  elseif isa(a, 'double')
    width = 53;
    c = bitxor(a, 2 ^ 53 - 1);
  elseif isa(a, 'single')
    width = 24;
    c = bitxor(a, single(2 ^ 24 - 1));
  else
    error('bitcmp: invalid class %s', class(a));
  end
  if nargin == 2 && isnumeric(k)
    if k < width
      if isinteger(a)
        c = bitand(c, bitshift(intmax(class(a)), k - width + (intmin(class(a)) < 0)));
      else
        c = bitand(c, cast(2 ^ k - 1, class(a)));
      end
    end
  end
end

function n = sizeof_class(name)
  n = str2double(name(isstrprop(name, 'digit')));
end
