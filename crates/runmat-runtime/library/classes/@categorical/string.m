function s = string(c)
  % s = string(c): the names of the categories of the elements, as strings.
  s = string(__texts__(c));
  s(isnan(c.data__)) = missing;
end
