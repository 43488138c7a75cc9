function c = char(obj, varargin)
  % c = char(obj), char(obj, format): the elements as rows of characters.
  [texts, left] = __texts__(__in_format__(obj, varargin{:}));
  texts = texts(:);
  if ~left
    width = max([0; cellfun(@numel, texts)]);
    texts = cellfun(@(t) [blanks(width - numel(t)), t], texts, 'UniformOutput', false);
  end
  c = char(texts);
end
