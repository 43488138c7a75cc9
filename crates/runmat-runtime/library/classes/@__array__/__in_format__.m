function obj = __in_format__(obj, format)
  % __in_format__(obj, format): obj as it is shown in that format, when one is given.
  if nargin > 1
    obj = __set_property__(obj, 'Format', char(format));
  end
end
