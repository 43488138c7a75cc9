function [texts, left, before, after] = __texts__(t)
  % [texts, left, before, after] = __texts__(t): a cell of texts, and how disp sets them.
  texts = __format_datetime__(t.data__, __effective_format__(t), t.TimeZone);
  left = true;
  before = 3;
  after = 0;
end
