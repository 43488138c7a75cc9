%% compat: both
if true, disp('a'), end
if false, disp('b'), else, disp('c'), end
for k = 1:3, fprintf('%d', k); end, fprintf('\n');
k = 0; while k < 3, k = k + 1; end, fprintf('%d\n', k);
switch 2, case 1, disp('one'), case 2, disp('two'), end
try, error('x'), catch, disp('caught'), end
x = 3; y = 4; fprintf('%d\n', x * y);
if x == 3 disp('no comma'), end
