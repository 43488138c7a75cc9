% error-line: 3
k = 3;
if k ==
  disp('three');
end
