function [texts, left, before, after] = __texts__(d)
  % [texts, left, before, after] = __texts__(d): a cell of texts, and how disp sets them.
  texts = __duration_texts__(d.data__, d.Format);
  left = false;
  before = 3;
  after = 0;
end
