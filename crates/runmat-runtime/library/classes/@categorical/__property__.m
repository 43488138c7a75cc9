function [found, value] = __property__(c, name)
  % [found, value] = __property__(c, name): categorical arrays have no properties.
  found = false;
  value = [];
end
