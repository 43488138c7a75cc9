function __display_object__(name, obj)
  % __display_object__(name, obj): the name, and what disp of its class prints.
  fprintf('%s', __name_line__(name));
  disp(obj);
  fprintf('%s', __blank_line__());
end
