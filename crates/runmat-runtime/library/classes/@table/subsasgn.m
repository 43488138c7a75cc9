function t = subsasgn(t, s, value)
  % subsasgn(t, s, value): variables, properties, rows and elements assigned or removed.
  if ~isobject(t)
    if ~isempty(t)
      error('MATLAB:table:InvalidAssignment', 'Conversion to %s from table is not possible.', class(t));
    end
    t = table();
  end
  removes = isa(value, 'double') && isequal(size(value), [0 0]) && numel(s) == 1;
  switch s(1).type
    case '.'
      t = by_name(t, s, value, removes);
    case '()'
      if numel(s) > 1
        value = subsasgn(__select__(t, s(1).subs{:}), s(2:end), value);
      end
      if removes
        t = __remove__(t, s(1).subs{:});
      else
        t = __assign_table__(t, s(1).subs{1}, s(1).subs{2}, value);
      end
    otherwise
      if numel(s) > 1
        value = subsasgn(__contents__(t, s(1).subs{:}), s(2:end), value);
      end
      t = __assign_contents__(t, s(1).subs{1}, s(1).subs{2}, value);
  end
end

function t = by_name(t, s, value, removes)
  name = s(1).subs;
  if isnumeric(name)
    k = name;
    if k == t.size__(2) + 1
      name = sprintf('Var%d', k);
    else
      name = t.names{k};
    end
  end
  k = find(strcmp(t.names, name), 1);
  if isempty(k) && strcmp(name, 'Properties')
    t = __set_properties__(t, subsasgn(__properties__(t), s(2:end), value));
    return
  end
  if isempty(k) && strcmp(name, t.DimensionNames{1})
    p = __properties__(t);
    if numel(s) > 1
      value = subsasgn(t.rows, s(2:end), value);
    end
    p.RowNames = value;
    t = __set_properties__(t, p);
    return
  end
  if removes
    if isempty(k)
      error('MATLAB:table:UnrecognizedVarName', 'Unrecognized table variable name ''%s''.', name);
    end
    t = __remove__(t, ':', k);
    return
  end
  if numel(s) > 1
    if ~isempty(t.rows) && any(strcmp(s(2).type, {'()', '{}'})) && __is_text__(s(2).subs{1}) && ~isequal(s(2).subs{1}, ':')
      s(2).subs{1} = __row_index__(t, s(2).subs{1});
    end
    if isempty(k)
      held = new_variable(t, value, s(2));
    else
      held = t.vars{k};
    end
    value = subsasgn(held, s(2:end), value);
    n = size(value, 1);
    if n > t.size__(1)
      t = __grow__(t, n);
    elseif n < t.size__(1)
      value = [value; __missing_rows__(value, t.size__(1) - n)];
    end
  end
  t = __set_variable__(t, name, value);
end

function held = new_variable(t, value, step)
  held = [];
  if strcmp(step.type, '()') && isstruct(value) == false && t.size__(1) > 0
    if isnumeric(value) && isfloat(value)
      held = zeros(t.size__(1), 1, class(value));
    elseif iscell(value)
      held = cell(t.size__(1), 1);
    else
      held = __default_like__(value, t.size__(1));
    end
  elseif strcmp(step.type, '{}')
    held = cell(t.size__(1), 1);
  end
end
