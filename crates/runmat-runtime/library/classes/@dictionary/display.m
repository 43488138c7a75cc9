function display(d)
  % display(d): the name of the variable and the entries.
  name = inputname(1);
  if ~isempty(name)
    blank = __blank_line__();
    fprintf('%s%s =\n%s', blank, name, blank);
  end
  disp(d);
end
