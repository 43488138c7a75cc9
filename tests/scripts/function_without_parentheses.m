%% compat: both
1;
function r = answer()
  r = 42;
end
function greet()
  disp('hi');
end
x = answer;
fprintf('%d\n', x);
fprintf('%d\n', answer + 1);
greet
greet();
v = [answer answer];
fprintf('%d ', v); fprintf('\n');
