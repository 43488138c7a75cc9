function [rows, new] = __row_index__(t, rows, grow)
  % [rows, new] = __row_index__(t, rows, grow): rows as numbers; names of new ones if they may be new.
  new = {};
  n = t.size__(1);
  if ischar(rows) && strcmp(rows, ':')
    rows = (1:n).';
  elseif __is_text__(rows)
    names = cellstr(rows);
    [found, rows] = ismember(names, t.rows);
    if ~all(found(:))
      missed = names(~found);
      if nargin < 3 || ~grow
        error('MATLAB:table:UnrecognizedRowName', 'Unrecognized row name ''%s''.', missed{1});
      end
      new = reshape(missed, [], 1);
      rows(~found) = n + (1:numel(missed));
    end
    rows = rows(:);
  elseif islogical(rows)
    if numel(rows) > n && any(rows(n + 1:end)) && (nargin < 3 || ~grow)
      error('MATLAB:table:RowIndexOutOfRange', 'Row index exceeds table dimensions.');
    end
    rows = reshape(find(rows), [], 1);
  elseif isnumeric(rows)
    rows = double(rows(:));
    if any(rows < 1 | rows ~= fix(rows))
      error('MATLAB:badsubscript', 'Table row subscripts must be real positive integers or logicals.');
    end
    if any(rows > n) && (nargin < 3 || ~grow)
      error('MATLAB:table:RowIndexOutOfRange', 'Row index exceeds table dimensions.');
    end
  else
    error('MATLAB:table:InvalidRowSubscript', 'A table row subscript must be a numeric array containing real positive integers, a logical array, a character vector, a string array, or a cell array of character vectors.');
  end
end
