function c = cellstr(obj, varargin)
  % c = cellstr(obj): the moments as a cell of char rows.
  if ~isempty(varargin)
    obj.Format = char(varargin{1});
  end
  c = __texts__(obj);
end
