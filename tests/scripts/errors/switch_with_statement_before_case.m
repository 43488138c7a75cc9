% error-line: 4
x = 2;
switch x
  disp('early');
  case 2
    disp('two');
end
