% error-line: 3
x = 2;
case 2
  disp('two');
end
