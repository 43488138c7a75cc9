% error-line: 3
x = 1;
function r = area(w, h
  r = w * h;
end
disp(area(2, 3))
