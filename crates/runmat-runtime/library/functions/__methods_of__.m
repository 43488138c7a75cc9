function list = __methods_of__(name)
  % __methods_of__(name): methods of the classes of the library.
  switch name
    case 'inputParser'
      list = {'addOptional'; 'addParamValue'; 'addParameter'; 'addRequired'; 'addSwitch'; 'delete'; 'disp'; 'parse'};
    case 'containers.Map'
      list = {'isKey'; 'keys'; 'length'; 'numel'; 'remove'; 'values'; 'delete'; 'disp'};
    otherwise
      list = cell(0, 1);
  end
end
