% error-line: 5
for k = 1:3
  disp(k);
end
end
disp('after')
