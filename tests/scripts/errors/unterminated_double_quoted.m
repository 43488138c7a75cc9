% error-line: 3
x = 1;
msg = "never ends;
disp(msg)
