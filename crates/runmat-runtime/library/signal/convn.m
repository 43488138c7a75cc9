function c = convn(a, b, shape)
  % c = convn(a, b, shape): convolution in any number of dimensions; 'full', 'same' or 'valid'.
  if nargin < 2
    print_usage();
  end
  if nargin < 3
    shape = 'full';
  end
  if ~any(strcmp(shape, {'full', 'same', 'valid'}))
    error('convn: SHAPE type not valid');
  end
  nd = max(ndims(a), ndims(b));
  sa = ones(1, nd);
  sa(1:ndims(a)) = size(a);
  sb = ones(1, nd);
  sb(1:ndims(b)) = size(b);
  kind = 'double';
  if isa(a, 'single') || isa(b, 'single')
    kind = 'single';
  end
  a = cast(a, kind);
  b = cast(b, kind);
  c = zeros(sa + max(sb, 1) - 1, kind);
  place = cell(1, nd);
  for k = 1:numel(b)
    [place{:}] = ind2sub(sb, k);
    to = cell(1, nd);
    for d = 1:nd
      to{d} = place{d}:place{d} + sa(d) - 1;
    end
    c(to{:}) = c(to{:}) + a * b(k);
  end
  if ~strcmp(shape, 'full')
    from = cell(1, nd);
    for d = 1:nd
      if strcmp(shape, 'same')
        first = ceil((sb(d) + 1) / 2);
        from{d} = first:first + sa(d) - 1;
      else
        from{d} = sb(d):sa(d);
      end
    end
    c = c(from{:});
  end
end
