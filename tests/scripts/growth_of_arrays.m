%% compat: both
x = [];
for k = 1:4
  x(k) = k^2;
end
fprintf('%d ', x); fprintf('\n');
y = 1;
y(3) = 5;
fprintf('%d ', y); fprintf('\n');
m = [];
m(2, 3) = 7;
fprintf('%dx%d sum %d\n', size(m), sum(m(:)));
t = '';
t(3) = 'c';
fprintf('%d ', double(t)); fprintf('\n');
b = true;
b(4) = true;
fprintf('%d', b); fprintf(' %s\n', class(b));
u = uint8(1);
u(2) = 300;
fprintf('%d ', u); fprintf('%s\n', class(u));
