%% compat: both
t = evalc('disp(5 * 2)');
fprintf('%s\n', strtrim(t));
t = evalc('fprintf(''abc'')');
fprintf('[%s]\n', t);
t = evalc('q = 3;');
fprintf('%d %d\n', isempty(t), q);
