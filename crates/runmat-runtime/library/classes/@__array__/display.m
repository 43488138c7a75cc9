function display(obj)
  % display(obj): the name of the variable and its elements.
  __show__(inputname(1), obj);
end
