function __show__(name, obj)
  % __show__(name, obj): what a statement without semicolon prints.
  blank = __blank_line__();
  if ~isempty(name)
    fprintf('%s%s = \n%s', blank, name, blank);
  end
  if isempty(obj)
    fprintf('  %s empty %s array\n%s', __size_text__(size(obj)), class(obj), blank);
    return
  end
  if isscalar(obj)
    fprintf('  %s\n%s', class(obj), blank);
  else
    fprintf('  %s %s array\n%s', __size_text__(size(obj)), class(obj), blank);
  end
  disp(obj);
end
