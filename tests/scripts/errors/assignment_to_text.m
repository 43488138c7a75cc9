% error-line: 3
v = 3;
'name' = v;
