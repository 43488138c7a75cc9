% Files
% Writes a table, reads it back, changes it. The files appear in the list of files.

days = (1:10)';
temperature = round(15 + 5 * sin(days / 2) + days / 4, 1);
writetable(table(days, temperature), 'weather.csv');

weather = readtable('weather.csv');
warm = weather(weather.temperature > 18, :);
fprintf('%d of %d days are warm.\n', height(warm), height(weather));

report = fopen('report.txt', 'w');
fprintf(report, 'day %2d: %4.1f degrees\n', [warm.days, warm.temperature]');
fclose(report);

disp(fileread('report.txt'))
dir
