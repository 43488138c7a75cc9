function list = methods(obj, option)
  % list = methods(obj): the names of the methods of an object or class.
  if nargin < 1
    print_usage();
  end
  if nargin > 1 && ~strcmp(option, '-full')
    error('methods: invalid option');
  end
  if ischar(obj)
    name = obj;
  elseif isobject(obj)
    name = class(obj);
  else
    error('methods: invalid input argument');
  end
  list = __methods_of__(name);
  if isempty(list)
    error('methods: invalid input argument');
  end
  if nargout == 0
    fprintf('Methods for class %s:\n', name);
    fprintf('%s\n', strjoin(list.', '  '));
    clear list
  end
end
