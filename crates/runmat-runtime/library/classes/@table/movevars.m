function t = movevars(t, columns, where, at)
  % t = movevars(t, variables, 'Before', variable), movevars(t, variables, 'After', variable): in another order.
  columns = __column_index__(t, columns);
  rest = setdiff(1:t.size__(2), columns);
  if nargin < 3
    place = numel(rest);
  else
    at = __column_index__(t, at);
    place = find(rest == at);
    if isempty(place)
      place = sum(rest < at);
    elseif strcmpi(char(where), 'Before')
      place = place - 1;
    end
  end
  t = __select__(t, ':', [rest(1:place), columns, rest(place + 1:end)]);
end
