%% compat: both
a = 5; b = 2;
fprintf('%d ', numel([1 -1]), numel([1 - 1]), numel([1 , -1]), numel([a -b]), numel([a - b]), numel([a -b'])); fprintf('\n');
fprintf('%d ', numel([a' b']), numel([a', b']), numel([a ' b'])); fprintf('\n');
x = [1, 2
     3, 4];
fprintf('%dx%d\n', size(x));
y = [1 2 ...
     3 4];
fprintf('%dx%d\n', size(y));
z = [1 2; % first row
     3 4  % second row
    ];
fprintf('%dx%d\n', size(z));
f = @(v) v + 1;
w = [f(1) f(2)];
fprintf('%d ', w); fprintf('\n');
u = {1, 'a' ; 2, 'b'};
fprintf('%dx%d\n', size(u));
t = [ 'ab' , 'cd' ];
fprintf('%s\n', t);
fprintf('%d ', numel([1 + 2 3 +4]), numel([(1) (2)])); fprintf('\n');
