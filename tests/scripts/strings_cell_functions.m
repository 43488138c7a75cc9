%% compat: both
c = {'banana', 'apple', 'cherry'};
lens = cellfun(@length, c);
[~, k] = sort(lens);
fprintf('%s ', c{k}); fprintf('\n');
has = ~cellfun(@isempty, strfind(c, 'an'));
fprintf('%d ', has); fprintf('\n');
up = cellfun(@(s) [upper(s(1)) s(2:end)], c, 'UniformOutput', false);
fprintf('%s ', up{:}); fprintf('\n');
first = cellfun(@(s) s(1), c);
fprintf('%s\n', first);
[tf, loc] = ismember({'apple', 'kiwi'}, c);
fprintf('%d %d %d %d\n', tf, loc);
fprintf('%d\n', find(strcmp(c, 'cherry')));
n = cellfun(@(s) sum(s == 'a'), c);
fprintf('%d ', n); fprintf('\n');
