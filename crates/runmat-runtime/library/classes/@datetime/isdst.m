function tf = isdst(t)
  % tf = isdst(t): which lie in the daylight saving time of their zone.
  offset = __to_zone__(t.data__, t.TimeZone) - t.data__;
  y = year(t);
  winter = __from_civil__(y, 1, 1);
  summer = __from_civil__(y, 7, 1);
  usual = min(__to_zone__(winter, t.TimeZone) - winter, __to_zone__(summer, t.TimeZone) - summer);
  tf = offset > usual;
end
