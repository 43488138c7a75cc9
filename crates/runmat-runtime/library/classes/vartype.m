function s = vartype(type)
  % s = vartype(type): a subscript for the variables of a class: T(:, vartype('numeric')).
  s = struct('vartype__', char(type));
end
