%% compat: matlab
disp(max([3 -4],[],'ComparisonMethod','abs'))
[m,i] = max([3 -4; 5 1],[],1,'ComparisonMethod','abs'); disp([m;i])
[m,i] = max([3 -4; 5 1],[],2,'ComparisonMethod','abs'); disp([m i])
disp(min([1+5i 2],[],'ComparisonMethod','real'))
disp(max([1 -5 2],[-3 4 2],'ComparisonMethod','abs'))
disp(max([1 -5 2],-3,'ComparisonMethod','abs'))
disp(sort([3 -4 1 -3],'ComparisonMethod','abs'))
[s,k] = sort([3 -4 1 -3],'descend','ComparisonMethod','abs'); disp([s;k])
disp(class(max(int8([1 -7]),[],'ComparisonMethod','abs')))
[m,i] = max([3 -9; 5 1],[],'all','ComparisonMethod','abs'); disp([m i])
try, max([1 2],[],'ComparisonMethod','foo'), catch e, disp(e.message), end
a=1; b='qq'; f = [tempname '.mat']; save(f,'a','b'); s = whos('-file',f); disp({s.name}), disp(s(2).size), delete(f)
