function c = char(obj, varargin)
  % c = char(obj), char(obj, format): the moments as rows of characters.
  if ~isempty(varargin)
    obj.Format = char(varargin{1});
  end
  [texts, left] = __texts__(obj);
  texts = texts(:);
  width = max([0; cellfun(@(t) numel(t), texts)]);
  if ~left
    texts = cellfun(@(t) [blanks(width - numel(t)), t], texts, 'UniformOutput', false);
  end
  c = char(texts);
end
