function tf = isordinal(c)
  % tf = isordinal(c): whether the categories have an order.
  tf = c.Ordinal;
end
