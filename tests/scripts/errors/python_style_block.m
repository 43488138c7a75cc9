% error-line: 3
x = 3;
if x > 2:
  disp('big');
end
