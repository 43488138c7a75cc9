function varargout = subsref(t, s)
  % subsref(t, s): t.Variable, t.Properties, t(rows, variables), t{rows, variables}.
  rest = s(2:end);
  switch s(1).type
    case '.'
      r = __variable__(t, s(1).subs);
    case '()'
      if numel(s(1).subs) ~= 2
        error('MATLAB:table:LinearSubscript', 'Subscripting into a table using one subscript (as in t(i)) is not supported. Specify a row subscript and a variable subscript, as in t(rows,vars). To select variables, use t(:,i) or for one variable t.(i). To select rows, use t(i,:).');
      end
      r = __select__(t, s(1).subs{:});
    otherwise
      if numel(s(1).subs) ~= 2
        error('MATLAB:table:LinearSubscript', 'Subscripting into a table using one subscript (as in t{i}) is not supported. Specify a row subscript and a variable subscript, as in t{rows,vars}.');
      end
      r = __contents__(t, s(1).subs{:});
  end
  if ~isempty(rest)
    if strcmp(rest(1).type, '()') && ~isempty(t.rows) && __is_text__(rest(1).subs{1}) && ~isequal(rest(1).subs{1}, ':')
      rest(1).subs{1} = __row_index__(t, rest(1).subs{1});
    end
    r = subsref(r, rest);
  end
  varargout = {r};
end
