%% compat: both
fprintf('a\tb\n');
fprintf('%s\n', 'a\tb');
fprintf('quote: ''x''\n');
fprintf('percent: %%\n');
fprintf('back: \\\n');
x = sprintf('l1\nl2');
fprintf('%d\n', numel(x));
fprintf('%d\n', numel('\n'));
fprintf('%s\n', 'it''s');
