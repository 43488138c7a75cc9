%% compat: both
eval('x = 5;');
fprintf('%d\n', x);
eval('error(''boom'');', 'disp(''recovered'');');
eval('y = x * 2; z = y + 1;');
fprintf('%d %d\n', y, z);
code = 'w = ';
eval([code '10;']);
fprintf('%d\n', w);
for k = 1:3
  eval(sprintf('v%d = %d;', k, k^2));
end
fprintf('%d %d %d\n', v1, v2, v3);
