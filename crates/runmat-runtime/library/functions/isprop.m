function yes = isprop(obj, name)
  % yes = isprop(obj, name): whether an object has a property.
  if nargin ~= 2
    print_usage();
  end
  yes = isobject(obj) && any(strcmp(properties_of(obj), name));
end

function list = properties_of(obj)
  switch class(obj)
    case 'containers.Map'
      list = {'Count', 'KeyType', 'ValueType'};
    case 'inputParser'
      list = {'CaseSensitive', 'FunctionName', 'KeepUnmatched', 'Parameters', 'PartialMatching', 'Results', 'StructExpand', 'Unmatched', 'UsingDefaults'};
    otherwise
      list = {};
  end
end
