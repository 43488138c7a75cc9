function [texts, left, before, after] = __texts__(c)
  % [texts, left, before, after] = __texts__(c): a cell of texts, and how disp sets them.
  words = [c.categories; {'<undefined>'}];
  codes = c.data__;
  codes(isnan(codes)) = numel(words);
  texts = reshape(words(codes), size(codes));
  left = true;
  before = 5;
  after = 1;
end
