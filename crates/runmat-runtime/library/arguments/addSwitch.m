function addSwitch(p, name)
% addSwitch(p, name): declares an argument of an inputParser that is true when it is named.
  __declare__(p, 'addSwitch', name, 'switch', false, @(x) true);
end
