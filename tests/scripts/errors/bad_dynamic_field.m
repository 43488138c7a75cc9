% error-line: 4
s.name = 'a';
k = 'name';
x = s.(k;
