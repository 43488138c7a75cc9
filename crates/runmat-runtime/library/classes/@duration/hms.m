function [h, m, s] = hms(d)
  % [h, m, s] = hms(d): hours, minutes and seconds of durations.
  x = d.data__;
  h = fix(x / 3600000);
  m = fix((x - h * 3600000) / 60000);
  s = (x - h * 3600000 - m * 60000) / 1000;
end
