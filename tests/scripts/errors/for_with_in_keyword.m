% error-line: 3
list = [1 2 3];
for item in list
  disp(item);
end
