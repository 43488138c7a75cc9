function [columns, new] = __column_index__(t, columns, grow)
  % [columns, new] = __column_index__(t, columns, grow): variables as numbers; names of new ones if they may be new.
  new = {};
  n = t.size__(2);
  if isstruct(columns) && isfield(columns, 'vartype__')
    columns = find(cellfun(@(v) __is_of_type__(v, columns.vartype__), t.vars));
  elseif ischar(columns) && strcmp(columns, ':')
    columns = 1:n;
  elseif __is_text__(columns)
    names = reshape(cellstr(columns), 1, []);
    [found, columns] = ismember(names, t.names);
    if ~all(found)
      missed = unique(names(~found), 'stable');
      if nargin < 3 || ~grow
        error('MATLAB:table:UnrecognizedVarName', 'Unrecognized table variable name ''%s''.', missed{1});
      end
      new = missed;
      [~, place] = ismember(names(~found), missed);
      columns(~found) = n + place;
    end
  elseif islogical(columns)
    columns = reshape(find(columns), 1, []);
  elseif isa(columns, 'function_handle')
    columns = find(cellfun(columns, t.vars));
  else
    columns = reshape(double(columns), 1, []);
  end
  if any(columns < 1 | columns ~= fix(columns))
    error('MATLAB:badsubscript', 'Table variable subscripts must be real positive integers or logicals.');
  end
  if any(columns > n) && isempty(new)
    if nargin < 3 || ~grow
      error('MATLAB:table:VarIndexOutOfRange', 'Variable index exceeds table dimensions.');
    end
    new = arrayfun(@(k) sprintf('Var%d', k), n + 1:max(columns), 'UniformOutput', false);
  end
end
