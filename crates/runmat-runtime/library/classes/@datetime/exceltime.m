function x = exceltime(t, system)
  % x = exceltime(t), exceltime(t, '1904'): days as Excel counts them.
  x = __to_zone__(t.data__, t.TimeZone) / 86400000 + 25569;
  if nargin > 1 && strcmp(char(system), '1904')
    x = x - 1462;
  end
end
