function text = jsonencode(obj, varargin)
  % jsonencode(obj): the texts of the elements.
  texts = cellstr(obj);
  if isscalar(texts)
    texts = texts{1};
  end
  text = jsonencode(texts, varargin{:});
end
