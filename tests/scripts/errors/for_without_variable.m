% error-line: 3
n = 3;
for = 1:n
  disp(n);
end
