function display(t)
  % display(t): the name of the variable, the size and the variables.
  blank = __blank_line__();
  name = inputname(1);
  if ~isempty(name)
    fprintf('%s%s =\n%s', blank, name, blank);
  end
  if any(t.size__ == 0)
    fprintf('  %s empty table\n%s', __size_text__(t.size__), blank);
    return
  end
  fprintf('  %s table\n%s', __size_text__(t.size__), blank);
  disp(t);
end
