function yes = ismethod(obj, method)
  % yes = ismethod(obj, name): whether an object or class has a method.
  if nargin ~= 2
    print_usage();
  end
  if ~ischar(obj) && ~isobject(obj)
    error('ismethod: first argument must be object or class name');
  end
  if ~ischar(method)
    error('ismethod: second argument must be a method name');
  end
  name = obj;
  if ~ischar(obj)
    name = class(obj);
  end
  yes = any(strcmp(__methods_of__(name), method));
end
