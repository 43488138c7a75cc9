%% compat: both
% Categories: construction, comparison, editing the categories.
1;
function show(c)
  t = cellstr(c);
  fprintf('%s;', t{:});
  fprintf('\n');
end
c = categorical({'b', 'a', 'b', 'c'});
show(c);
n = categories(c); fprintf('%s ', n{:}); fprintf('\n');
fprintf('%d ', double(c)); fprintf('\n');
fprintf('%d', c == 'b', c ~= 'b', c == 'nothing'); fprintf('\n');
fprintf('%d ', countcats(c)); fprintf('\n');
c(2) = 'c'; show(c);
c(6) = 'new'; show(c);
fprintf('%d', isundefined(c)); fprintf('\n');
c(5) = [];
show(c([1 end]));
show([c categorical({'z'})]);
show(removecats(c, 'b'));
show(renamecats(c, 'b', 'B'));
show(mergecats(c, {'b', 'c'}, 'bc'));
d = reordercats(c, {'new', 'c', 'b', 'a'});
show(sort(d));
n = categories(addcats(c, 'more')); fprintf('%s ', n{:}); fprintf('\n');
n = categories(removecats(c)); fprintf('%s ', n{:}); fprintf('\n');
o = categorical({'small', 'large', 'medium'}, {'small', 'medium', 'large'}, 'Ordinal', true);
fprintf('%d', o > 'small', o <= o(3)); fprintf('\n');
show(sort(o)); show(max(o));
m = categorical([1 2 3 2], [1 2 3], {'one', 'two', 'three'}); show(m);
fprintf('%d', ismember(m, {'one', 'two'})); fprintf('\n');
show(unique(m));
[u, i, j] = unique(categorical({'x', 'y', 'x'})); fprintf('%d ', i, j); fprintf('\n');
switch m(2)
  case {'one', 'three'}, disp('odd');
  case 'two', disp('even');
end
for k = m(1:2), show(k); end
fprintf('%d\n', sum(m == 'two'));
x = [10 20 30 40];
fprintf('%g ', x(m == 'two')); fprintf('\n');
g = findgroups(categorical({'q'; 'p'; 'q'})); fprintf('%d ', g); fprintf('\n');
fprintf('%s %d %d\n', class(m), iscategorical(m), isordinal(o));
s.c = m; s.c(1) = 'three'; show(s.c);
try, m > 'one'; catch e, disp(e.message); end
try, o(1) = 'huge'; catch e, disp(e.message); end
