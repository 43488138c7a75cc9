% error-line: 3
a = 2;
b = a + while;
