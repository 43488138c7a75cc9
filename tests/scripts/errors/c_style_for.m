% error-line: 3
s = 0;
for (i = 0; i < 3; i++)
  s = s + i;
end
