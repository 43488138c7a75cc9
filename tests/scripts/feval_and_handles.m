%% compat: both
fprintf('%g\n', feval('sqrt', 16));
fprintf('%g\n', feval(@plus, 2, 3));
f = @(x) x.^2;
fprintf('%g\n', feval(f, 5));
g = @sin;
fprintf('%s\n', func2str(g));
h = str2func('cos');
fprintf('%g\n', h(0));
k = str2func('@(a, b) a * b');
fprintf('%g\n', k(6, 7));
fprintf('%d\n', isa(f, 'function_handle'));
fprintf('%d\n', strcmp(class(f), 'function_handle'));
