function t = __elementwise__(f, a, b)
  % __elementwise__(name, a, b): an operator on the variables of tables, or of a table and a number.
  t = a;
  if ~isa(a, 'table')
    t = b;
  end
  for k = 1:t.size__(2)
    t.vars{k} = feval(f, operand(a, t.names{k}, k), operand(b, t.names{k}, k));
  end
end

function x = operand(x, name, k)
  if isa(x, 'table')
    place = find(strcmp(x.names, name));
    if isempty(place)
      error('MATLAB:table:math:DifferentVariableNames', 'Tables in arithmetic must have the same variable names.');
    end
    x = x.vars{place};
  elseif size(x, 2) > 1
    x = x(:, k);
  end
end
