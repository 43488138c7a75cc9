%% compat: both
p = strsplit('a,b,,c', ',');
fprintf('[%s]', p{:}); fprintf('\n');
p = strsplit('one two  three');
fprintf('[%s]', p{:}); fprintf('\n');
p = strsplit('a-b_c', {'-', '_'});
fprintf('[%s]', p{:}); fprintf('\n');
fprintf('%s\n', strjoin({'x', 'y', 'z'}, '-'));
fprintf('%s\n', strjoin({'x', 'y'}));
fprintf('%s\n', strjoin({'only'}, ', '));
fprintf('%d\n', numel(strsplit('', ',')));
