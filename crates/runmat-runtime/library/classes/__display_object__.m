function __display_object__(name, obj)
  % __display_object__(name, obj): the name, and what disp of its class prints.
  blank = __blank_line__();
  fprintf('%s%s = \n%s', blank, name, blank);
  disp(obj);
  fprintf('%s', blank);
end
