%% compat: both
fprintf('%d', isspace('a b c')); fprintf('\n');
fprintf('%d', isletter('a1b2')); fprintf('\n');
fprintf('%d', isstrprop('a1B ', 'digit')); fprintf('\n');
fprintf('%d', isstrprop('a1B ', 'alpha')); fprintf('\n');
fprintf('%d', isstrprop('a1B ', 'upper')); fprintf('\n');
fprintf('%d', isstrprop('a1, ', 'punct')); fprintf('\n');
fprintf('%d %d %d\n', ischar('a'), ischar({'a'}), ischar(65));
fprintf('%d\n', isempty(''));
