function __show_properties__(objects, name, properties)
  % __show_properties__(objects, name, properties): of one object with values, of several by name.
  blank = __blank_line__();
  if isscalar(objects)
    fprintf('  %s with properties:\n%s', name, blank);
    width = max(cellfun(@numel, properties)) + 4;
    for p = properties
      fprintf('%*s: %s\n', width, p{1}, __field_text__(objects.(p{1})));
    end
  else
    fprintf('  %s %s array with properties:\n%s', strjoin(arrayfun(@num2str, size(objects), 'UniformOutput', false), __times_sign__()), name, blank);
    fprintf('    %s\n', properties{:});
  end
  fprintf('%s', blank);
end
