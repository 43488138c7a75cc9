function format = __effective_format__(t)
  % __effective_format__(t): its format; the default depends on whether there are times of the day.
  format = t.Format;
  if isempty(format)
    wall = __to_zone__(t.data__(:), t.TimeZone);
    wall = wall(isfinite(wall));
    format = 'dd-MMM-uuuu HH:mm:ss';
    if ~isempty(wall) && all(mod(wall, 86400000) == 0)
      format = 'dd-MMM-uuuu';
    end
  end
end
