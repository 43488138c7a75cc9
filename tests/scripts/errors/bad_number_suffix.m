% error-line: 3
x = 10;
y = 5kg;
