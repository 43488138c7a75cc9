% error-line: 3
s.name = 'a';
x = s.;
disp(x)
