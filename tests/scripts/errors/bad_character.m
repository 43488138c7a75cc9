% error-line: 3
price = 10;
total = price $ 2;
disp(total)
