function display(f)
  % display(f): the name of the variable, and what it computes.
  name = inputname(1);
  if isempty(name)
    name = 'ans';
  end
  fprintf('%s', __name_line__(name));
  __print_inline__(f, name);
  fprintf('%s', __blank_line__());
end
