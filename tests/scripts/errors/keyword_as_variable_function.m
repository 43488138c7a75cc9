% error-line: 3
a = 2;
function = a + 1;
