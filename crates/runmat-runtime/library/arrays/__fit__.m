function b = __fit__(a, n, dim, value, side)
  % __fit__(a, n, dim, value, side): n elements along a dimension, cut or filled at a side.
  have = size(a, dim);
  at = repmat({':'}, 1, max(ndims(a), dim));
  switch side
    case 'leading'
      before = n - have;
    case 'both'
      before = floor((n - have) / 2);
    otherwise
      before = 0;
  end
  if n <= have
    first = -before + 1;
    at{dim} = first:first + n - 1;
    b = a(at{:});
    return
  end
  sizes = size(a);
  sizes(numel(sizes) + 1:dim) = 1;
  sizes(dim) = n;
  b = repmat(cast(value, class(a)), sizes);
  at{dim} = before + (1:have);
  b(at{:}) = a;
end
