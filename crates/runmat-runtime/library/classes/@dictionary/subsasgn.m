function d = subsasgn(d, s, value)
  % subsasgn(d, s, value): values of keys set, or removed.
  switch s(1).type
    case '()'
      if numel(s) > 1
        value = subsasgn(lookup(d, s(1).subs{1}), s(2:end), value);
      elseif isa(value, 'double') && isequal(size(value), [0 0])
        d = __dictionary_remove__(d, s(1).subs{1});
        return
      end
      d = __dictionary_set__(d, s(1).subs{1}, value);
    case '{}'
      if numel(s) > 1
        held = lookup(d, s(1).subs{1});
        value = subsasgn(held{1}, s(2:end), value);
      end
      d = __dictionary_set__(d, s(1).subs{1}, {value});
    otherwise
      error('MATLAB:noPublicFieldForClass', 'Unrecognized property ''%s'' for class ''dictionary''.', s(1).subs);
  end
end
