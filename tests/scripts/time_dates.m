%% compat: both
% Dates as numbers and as text
fprintf('%d %d %d\n', datenum(2000, 1, 1), datenum([2001 5 19]), datenum(2008, 14, 1));
fprintf('%.6f\n', datenum(2001, 5, 19, 12, 21, 3.5));
fprintf('%g ', datevec(730990.5)); fprintf('\n');
fprintf('%s\n', datestr([2005 12 18 2 33 17.3822], 0));
fprintf('%s\n', datestr(730736.65149, 'dddd mmmm dd yyyy HH:MM:SS.FFF PM'));
fprintf('%s|', datestr(730736.65149, 14), datestr(730736.65149, 17), datestr(730736.65149, 30)); fprintf('\n');
fprintf('%g ', datevec('06/01/2015 3:07:12.102 PM', 'mm/dd/yyyy HH:MM:SS.FFF PM')); fprintf('\n');
[n, s] = weekday(738000);
fprintf('%d %s\n', n, s);
fprintf('%d ', eomday(2000, 1:12)); fprintf('\n');
fprintf('%s\n', datestr(addtodate(datenum(2020, 12, 31), 2, 'month')));
fprintf('%g\n', etime([1996 2 28 23 59 59], [1996 3 1 0 0 0]));
