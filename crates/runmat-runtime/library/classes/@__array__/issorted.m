function tf = issorted(obj, varargin)
  % issorted(obj, ...): whether the elements are in order.
  tf = issorted(obj.data__, varargin{:});
end
