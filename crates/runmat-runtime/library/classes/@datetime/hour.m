function x = hour(t, varargin)
  % x = hour(t): the hour.
  [~, ~, ~, x] = __civil__(__to_zone__(t.data__, t.TimeZone));
end
