% error-line: 3
x = 1;
// a remark
y = 2;
