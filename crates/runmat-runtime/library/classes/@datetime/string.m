function s = string(obj, varargin)
  % s = string(obj), string(obj, format): the moments as a string array.
  if ~isempty(varargin)
    obj.Format = char(varargin{1});
  end
  s = string(__texts__(obj));
end
