function disp(obj)
  % disp(obj): the elements.
  blank = __blank_line__();
  if isempty(obj)
    fprintf('  %s empty %s array\n%s', __size_text__(size(obj)), class(obj), blank);
    return
  end
  [texts, left, before, after] = __texts__(obj);
  __print_texts__(texts, left, before, after);
end
