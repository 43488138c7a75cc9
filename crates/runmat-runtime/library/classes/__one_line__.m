function text = __one_line__(x)
  % __one_line__(x): a value as entries of dictionaries show it.
  if isa(x, 'datetime') || isa(x, 'duration') || isa(x, 'calendarDuration') || isa(x, 'categorical')
    text = strjoin(reshape(__texts__(x), 1, []), '  ');
    return
  end
  text = __field_text__(x);
end
