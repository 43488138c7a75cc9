% error-line: 3
x = 2;
switch x
  case 1
    disp('one');
  otherwise
    disp('other');
disp('after')
