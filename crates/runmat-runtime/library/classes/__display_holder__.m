function __display_holder__(name, v)
  % __display_holder__(name, v): a cell or struct with objects in it, those of one element by their texts.
  if iscell(v)
    v = cellfun(@__previewed__, v, 'UniformOutput', false);
  else
    v = structfun(@__previewed__, v, 'UniformOutput', false);
  end
  __display_value__(name, v);
end
