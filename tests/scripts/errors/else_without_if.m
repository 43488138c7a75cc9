% error-line: 3
x = 1;
else
  x = 2;
end
