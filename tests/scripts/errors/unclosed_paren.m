% error-line: 4
total = 0;
for k = 1:10
  total = total + max(k, 3
end
disp(total)
