% error-line: 3
width = 4;
area = width 5;
