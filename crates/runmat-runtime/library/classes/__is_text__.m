function tf = __is_text__(x)
  % __is_text__(x): whether x is text: char, a string array, a cell of char rows.
  tf = ischar(x) || isstring(x) || (iscell(x) && ~isempty(x) && iscellstr(x));
end
