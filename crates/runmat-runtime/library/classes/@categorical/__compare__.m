function tf = __compare__(f, a, b)
  % __compare__(name, a, b): a comparison of elements; by order only where the categories have one.
  ordinal = (isa(a, 'categorical') && a.Ordinal) || (isa(b, 'categorical') && b.Ordinal);
  if ~any(strcmp(f, {'eq', 'ne'})) && ~ordinal
    error('MATLAB:categorical:NotOrdinal', 'Relational comparison is not allowed for categorical arrays that are not ordinal.');
  end
  if any(strcmp(f, {'eq', 'ne'}))
    a = open_one(a);
    b = open_one(b);
  end
  [~, parts] = __unify__(a, b);
  tf = feval(f, parts{1}, parts{2});
end

function c = open_one(c)
  if isa(c, 'categorical')
    c.Protected = false;
  end
end
