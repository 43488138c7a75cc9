%% compat: both
hold_value = 3;
format long
fprintf('%d\n', hold_value);
format short
x = 5;
x ;
clear x
fprintf('%d\n', exist('x', 'var'));
disp hello
disp('hello again')
