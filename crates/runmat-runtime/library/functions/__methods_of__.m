function list = __methods_of__(name)
  % __methods_of__(name): the methods of a class.
  switch name
    case 'inputParser'
      list = {'addOptional'; 'addParamValue'; 'addParameter'; 'addRequired'; 'addSwitch'; 'delete'; 'disp'; 'parse'};
    case 'containers.Map'
      list = {'isKey'; 'keys'; 'length'; 'numel'; 'remove'; 'values'; 'delete'; 'disp'};
    otherwise
      list = __class_methods__(name);
  end
end
