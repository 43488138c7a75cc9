%% compat: octave
disp (any (NaN)), disp (any ([NaN 0])), disp (any ([NaN 1])), disp (all (NaN)), disp (any ([NaN NaN; 0 3]))
disp (full (any (sparse ([NaN 0; 0 2])))), disp (any (complex (NaN, 0)))
m = mode ([])
f = inline ('x^2+y');
c = {f}
f
disp (class (f))
try
  sortrows ([3 1; 1 2], 3)
catch e
  disp (e.message)
end
