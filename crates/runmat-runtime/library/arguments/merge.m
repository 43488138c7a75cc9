function r = merge(mask, t, f)
% merge(mask, t, f): elements of t where mask is true, of f elsewhere.
  if ~(islogical(mask) || isnumeric(mask))
    error('merge: first argument MASK must be logical');
  end
  if isscalar(mask)
    if mask
      r = t;
    else
      r = f;
    end
    return;
  end
  fits = @(x) isscalar(x) || isequal(size(x), size(mask));
  if ~fits(t) || ~fits(f)
    error('merge: MASK, TVAL, and FVAL dimensions must match');
  end
  if ~strcmp(class(t), class(f))
    error('merge: cannot merge %s with %s with array mask', class(t), class(f));
  end
  mask = logical(mask);
  if isscalar(f)
    r = repmat(f, size(mask));
  else
    r = f;
  end
  if isscalar(t)
    r(mask) = t;
  else
    r(mask) = t(mask);
  end
end
