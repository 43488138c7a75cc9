%% compat: both
fprintf('%g ', linspace(0, 1, 5)); fprintf('\n');
fprintf('%g ', logspace(0, 2, 3)); fprintf('\n');
fprintf('%d ', zeros(1, 3), ones(1, 2)); fprintf('\n');
fprintf('%d ', eye(2)); fprintf('\n');
fprintf('%d ', magic(3)); fprintf('\n');
[x, y] = meshgrid(1:2, 1:3);
fprintf('%d ', x, y); fprintf('\n');
fprintf('%s %s\n', class(zeros(2, 'int8')), class(ones(1, 1, 'single')));
fprintf('%d ', size(zeros(3)), size(cell(2)), size(zeros(0, 3))); fprintf('\n');
fprintf('%d ', size(repmat('ab', 2, 1))); fprintf('\n');
fprintf('%d ', true(1, 2), false(1, 2)); fprintf('\n');
fprintf('%g ', colon(1, 2, 7)); fprintf('\n');
