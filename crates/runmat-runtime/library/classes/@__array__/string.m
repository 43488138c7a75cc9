function s = string(obj, varargin)
  % s = string(obj), string(obj, format): the elements as strings; missing ones stay missing.
  s = string(__texts__(__in_format__(obj, varargin{:})));
  s(ismissing(obj)) = missing;
end
