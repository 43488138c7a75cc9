function r = merge(mask, a, b)
% merge(mask, a, b): elements of a where mask is true, of b elsewhere.
%   merge([true false], [1 2], [3 4])
  if nargin ~= 3
    print_usage();
  end
  if ~islogical(mask)
    error('merge: first argument MASK must be logical');
  end
  if isscalar(mask)
    if mask
      r = a;
    else
      r = b;
    end
    return;
  end
  sz = size(mask);
  if ~((isscalar(a) || isequal(size(a), sz)) && (isscalar(b) || isequal(size(b), sz)))
    error('merge: MASK, TVAL, and FVAL dimensions must match');
  end
  r = zeros(sz, 'like', [a(1), b(1)]);
  if isscalar(a)
    r(mask) = a;
  else
    r(mask) = a(mask);
  end
  if isscalar(b)
    r(~mask) = b;
  else
    r(~mask) = b(~mask);
  end
end
