function [obj, order] = sort(obj, varargin)
  % [s, order] = sort(obj, ...): the elements in order; missing ones last, in descending order first.
  [obj.data__, order] = sort(obj.data__, varargin{:});
end
