%% compat: both
r = 1:5;
c = r';
fprintf('%dx%d ', size(r([1 2 3]))); fprintf('%dx%d ', size(c([1 2 3]))); fprintf('\n');
fprintf('%dx%d ', size(r([1; 2; 3]))); fprintf('%dx%d ', size(c([1; 2; 3]))); fprintf('\n');
m = magic(4);
fprintf('%dx%d ', size(m([1 2; 3 4]))); fprintf('\n');
fprintf('%dx%d ', size(m([1 2 3]))); fprintf('%dx%d ', size(m([1; 2; 3]))); fprintf('\n');
fprintf('%dx%d ', size(r([]))); fprintf('%dx%d ', size(c([]))); fprintf('\n');
fprintf('%dx%d ', size(m(:, []))); fprintf('%dx%d ', size(m([], 1))); fprintf('\n');
fprintf('%dx%d ', size(r(ones(2, 3)))); fprintf('\n');
fprintf('%dx%d ', size(r(logical([1 0 1 0 1])))); fprintf('\n');
