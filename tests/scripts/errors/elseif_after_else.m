% error-line: 7
x = 1;
if x == 1
  disp('one');
else
  disp('other');
elseif x == 2
  disp('two');
end
