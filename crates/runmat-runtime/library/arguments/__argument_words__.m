function [words, id] = __argument_words__(func, name, position)
  % [words, id] = __argument_words__(func, name, position): how messages speak of an argument, and how identifiers of
  % errors about it begin.
  words = 'input';
  if position > 0
    words = sprintf('input number %d', position);
    if ~isempty(name)
      words = [words, ', ', name, ','];
    end
  elseif ~isempty(name)
    words = name;
  end
  id = 'MATLAB:';
  if ~isempty(func)
    id = [id, func, ':'];
  end
end
