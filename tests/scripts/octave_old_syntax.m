%% compat: octave
% Syntax that packages for Octave use: old operators, comments between continued lines, commas behind case, colons in cells.
a = [1 2 3];
a .+= 1; disp(a)
disp([a .+ a]); disp([a .-1]); disp(a .- 1);
m = [2 0; 0 3]; m **= 2; disp(m)
x = 5 ...
  % a comment between
  ## another
  + 6
switch 'b'
  case, 'a'
    disp('A')
  case, 'b'
    disp('B')
end
if false
  disp('no')
elseif
  true
  disp('yes')
end
s.type = '()'; s.subs = {:, 2};
disp(subsref(magic(3), s)')
function [p, q] = both(k), p = k; q = 10 * k; end
disp([[~, v] = both(3)]); disp(v)
z = {[u, w] = both(4)}; disp(z{1}); disp(w)
disp(tril(magic(3), -1, "pack")')
disp(size(randg([1 2; 3 4], "double")))
disp(num2str(max(-0, 0)))
disp(datestr([1 12 3 0 0 0], "mmm"))
disp(corr(1:3, [1; 2; 3]))
disp(cellindexmat({1:3, 4:6}, 2))
