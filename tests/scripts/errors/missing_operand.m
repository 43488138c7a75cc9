% error-line: 3
a = 1;
b = a + ;
disp(b)
