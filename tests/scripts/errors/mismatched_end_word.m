% error-line: 5
x = 1;
for k = 1:3
  x = x + k;
endwhile
disp(x)
