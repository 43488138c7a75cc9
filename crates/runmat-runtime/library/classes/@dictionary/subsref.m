function varargout = subsref(d, s)
  % subsref(d, s): values of keys; d.keys and the like.
  switch s(1).type
    case '.'
      args = {};
      rest = s(2:end);
      if ~isempty(rest) && strcmp(rest(1).type, '()')
        args = rest(1).subs;
        rest = rest(2:end);
      end
      if ~ismethod(d, s(1).subs)
        error('MATLAB:noSuchMethodOrField', 'Unrecognized method, property, or field ''%s'' for class ''dictionary''.', s(1).subs);
      end
      if isempty(rest)
        [varargout{1:max(nargout, 1)}] = feval(s(1).subs, d, args{:});
        return
      end
      r = feval(s(1).subs, d, args{:});
    case '()'
      r = lookup(d, s(1).subs{1});
      rest = s(2:end);
    otherwise
      r = lookup(d, s(1).subs{1});
      r = r{1};
      rest = s(2:end);
  end
  if ~isempty(rest)
    r = subsref(r, rest);
  end
  varargout = {r};
end
