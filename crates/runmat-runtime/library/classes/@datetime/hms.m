function [h, m, s] = hms(t)
  % [h, m, s] = hms(t): hour, minute and second.
  [~, ~, ~, h, m, s] = __civil__(__to_zone__(t.data__, t.TimeZone));
end
