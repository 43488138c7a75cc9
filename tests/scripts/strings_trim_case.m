%% compat: both
fprintf('[%s]\n', strtrim(sprintf('  a b \t\n')));
c = strtrim({' x ', 'y  '});
fprintf('[%s]', c{:}); fprintf('\n');
fprintf('%s %s\n', upper('mixed Case'), lower('MIXED Case'));
fprintf('[%s]\n', deblank('ab   '));
fprintf('[%s]\n', blanks(3));
fprintf('%s\n', fliplr('abc'));
fprintf('%s\n', repmat('ab', 1, 3));
fprintf('%s\n', [upper('a') 'bc']);
