function obj = subsasgn(obj, s, value)
  % subsasgn(obj, s, value): assignment to elements and properties.
  switch s(1).type
    case '()'
      subs = s(1).subs;
      if numel(s) > 1
        value = subsasgn(obj(subs{:}), s(2:end), value);
      elseif isnumeric(value) && isequal(size(value), [0 0])
        obj.data__(subs{:}) = [];
        return
      end
      [obj, parts] = __unify__(obj, value);
      obj.data__ = __put__(parts{1}, subs, parts{2}, __gap__(obj));
    case '{}'
      error('MATLAB:cellAssToNonCell', 'Brace indexing is not supported for variables of this type.');
    otherwise
      name = s(1).subs;
      if numel(s) > 1
        [~, old] = __property__(obj, name);
        value = subsasgn(old, s(2:end), value);
      end
      obj = __set_property__(obj, name, value);
  end
end

function data = __put__(data, subs, value, gap)
  % New elements that nothing is assigned to hold what the class has for a gap.
  before = size(data);
  held = ones(before);
  data(subs{:}) = value;
  if gap ~= 0 && ~isequal(size(data), before)
    held(subs{:}) = 1;
    data(held == 0) = gap;
  end
end
