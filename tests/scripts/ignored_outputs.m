%% compat: both
1;
function [a, b, c] = three()
  a = 1; b = 2; c = 3;
end
[~, ~, z] = three();
fprintf('%d\n', z);
[x, ~] = three();
fprintf('%d\n', x);
[~, i] = sort([3 1 2]);
fprintf('%d ', i); fprintf('\n');
[m, ~] = max([4 9 2]);
fprintf('%d\n', m);
