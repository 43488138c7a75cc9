%% compat: both
% Delimited text to tables and back.
file = [tempname() '.csv'];
id = fopen(file, 'w');
fprintf(id, 'Name,Age,When,Score 1\n"Smith, J",30,2024-01-05,1.5\nLee,,2024-02-06,x\n');
fclose(id);
T = readtable(file);
fprintf('%s ', T.Properties.VariableNames{:}); fprintf('\n');
fprintf('%s|', T.Name{:}); fprintf('%g ', T.Age); fprintf('%s ', class(T.When), class(T.Age)); fprintf('%s|', T.Score1{:}); fprintf('\n');
writetable(T, file);
fprintf('%s', fileread(file));
writetable(T(:, {'Age', 'Name'}), file, 'Delimiter', ';', 'WriteVariableNames', false);
fprintf('%s', fileread(file));
U = readtable(file, 'ReadVariableNames', false);
fprintf('%s ', U.Properties.VariableNames{:}); fprintf('%d %d\n', size(U));
delete(file);
