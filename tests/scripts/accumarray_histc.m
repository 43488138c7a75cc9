%% compat: both
fprintf('%d ', accumarray([1; 2; 1; 3], [10; 20; 30; 40])); fprintf('\n');
fprintf('%d ', accumarray([1 1; 2 2; 1 1], [1; 2; 3])); fprintf('\n');
fprintf('%d ', accumarray([1; 2; 2], [5; 6; 7], [], @max)); fprintf('\n');
fprintf('%d ', accumarray([1; 3], 1, [4 1])); fprintf('\n');
fprintf('%d ', histc([1 2 2 3 5], 1:5)); fprintf('\n');
