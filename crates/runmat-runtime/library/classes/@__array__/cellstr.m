function c = cellstr(obj, varargin)
  % c = cellstr(obj), cellstr(obj, format): the elements as texts in a cell.
  c = __texts__(__in_format__(obj, varargin{:}));
end
