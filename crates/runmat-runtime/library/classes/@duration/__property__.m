function [found, value] = __property__(d, name)
  % [found, value] = __property__(d, name): a property.
  found = strcmp(name, 'Format');
  value = d.Format;
end
