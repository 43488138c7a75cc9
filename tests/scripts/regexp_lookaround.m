%% compat: both
m = regexp('price: $42, cost: $7', '(?<=\$)\d+', 'match');
fprintf('%s ', m{:}); fprintf('\n');
m = regexp('foobar foobaz', 'foo(?=baz)', 'start');
fprintf('%d\n', m);
m = regexp('foobar foobaz', 'foo(?!bar)', 'start');
fprintf('%d\n', m);
m = regexp('aXbXc', '.*?X', 'match');
fprintf('%s ', m{:}); fprintf('\n');
m = regexpi('Hello HELLO', 'hello', 'match');
fprintf('%s ', m{:}); fprintf('\n');
