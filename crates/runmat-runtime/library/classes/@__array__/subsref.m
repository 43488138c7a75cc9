function varargout = subsref(obj, s)
  % subsref(obj, s): elements, properties and methods by dot.
  rest = s(2:end);
  switch s(1).type
    case '()'
      r = obj(s(1).subs{:});
    case '{}'
      error('MATLAB:cellRefFromNonCell', 'Brace indexing is not supported for variables of this type.');
    otherwise
      name = s(1).subs;
      [found, r] = __property__(obj, name);
      if ~found
        if ~ismethod(obj, name)
          error('MATLAB:noSuchMethodOrField', 'Unrecognized method, property, or field ''%s'' for class ''%s''.', name, class(obj));
        end
        args = {};
        if ~isempty(rest) && strcmp(rest(1).type, '()')
          args = rest(1).subs;
          rest = rest(2:end);
        end
        if isempty(rest)
          [varargout{1:max(nargout, 1)}] = feval(name, obj, args{:});
          return
        end
        r = feval(name, obj, args{:});
      end
  end
  if ~isempty(rest)
    r = subsref(r, rest);
  end
  varargout = {r};
end
