%% compat: both
x = 2;
switch x
  case 1
    disp('one');
  case 2
    disp('two');
  case 2
    disp('two again');
end
switch 'a'
  case 'b'
    disp('b');
end
switch true
  case 3 > 5
    disp('no');
  case 3 < 5
    disp('yes');
end
switch 3
  otherwise
    disp('only otherwise');
end
