%% compat: octave
s = struct('name', {'Bob','Alice','Eve'}, 'age', {30, 25, 35});
[~, i] = sort({s.name}); t = s(i);
for p = t, printf('%s:%d\n', p.name, p.age); end
a = [s.age]; mean(a), [s.age] = deal(1,2,3); s(2)
s(2) = []; size(s), s(end+1).name = 'Zed'; s(3)
isempty(s(3).age), fieldnames(s), isfield(s, {'name','x','age'})
q = rmfield(s, 'age'), arrayfun(@(e) numel(e.name), s)
t = cell2struct({1;'two';[3 3]}, {'a','b','c'}, 1)
struct2cell(t), orderfields(struct('z',1,'a',2))
