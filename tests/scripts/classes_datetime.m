%% compat: both
% Dates: construction, fields, arithmetic, comparison, text.
1;
function show(t)
  fprintf('%s\n', char(t));
end
t = datetime(2024, 2, 28, 23, 30, 0);
fprintf('%d %d %d %d %d %g\n', year(t), month(t), day(t), hour(t), minute(t), second(t));
show(t + hours(1));
show(t + caldays(1));
show(t + days(2));
show(t - minutes(30));
show(t + 1);
show(datetime(2024, 1, 31) + calmonths(1));
show(datetime(2023, 1, 31) + calmonths(1));
show(datetime(2024, 14, 1));
show(datetime(2024, 1, 0));
d = datetime(2024, 3, 1) - datetime(2024, 2, 1);
fprintf('%s %g %g\n', char(d), days(d), hours(d));
fprintf('%d', datetime(2024, 1, 1) < datetime(2024, 1, [1 2 3])); fprintf('\n');
fprintf('%d', datetime(2024, 1, 1:3) == '02-Jan-2024'); fprintf('\n');
if datetime(2024, 1, 1) < datetime(2025, 1, 1), disp('earlier'); end
k = 0;
while datetime(2024, 1, 1) + days(k) < datetime(2024, 1, 5)
  k = k + 1;
end
fprintf('%g\n', k);
t = datetime(2024, 1, 3:-1:1);
s = sort(t);
fprintf('%s ', string(s)); fprintf('\n');
[m, i] = max(t); fprintf('%s %d\n', char(m), i);
fprintf('%d ', numel(t), size(t), isempty(t), isrow(t), length(t')); fprintf('\n');
t(5) = datetime(2024, 5, 5);
fprintf('%d', isnat(t)); fprintf('\n');
t(isnat(t)) = [];
fprintf('%g\n', numel(t));
for x = t(1:2), show(x); end
show(t(end));
t = datetime({'2024-01-05', '2024-02-06'}, 'InputFormat', 'yyyy-MM-dd');
fprintf('%d ', day(t)); fprintf('\n');
show(datetime('05.02.2024 07:08', 'InputFormat', 'dd.MM.yyyy HH:mm'));
show(datetime('Mar 4, 2024', 'InputFormat', 'MMM d, yyyy'));
show(datetime(20240305, 'ConvertFrom', 'yyyymmdd'));
show(datetime(0, 'ConvertFrom', 'posixtime'));
show(datetime(730486, 'ConvertFrom', 'datenum'));
fprintf('%.0f %.4f %.1f\n', posixtime(datetime(2024, 1, 1)), datenum(datetime(2024, 1, 1, 6, 0, 0)), juliandate(datetime(2000, 1, 1, 12, 0, 0)));
show(dateshift(datetime(2024, 2, 15, 5, 6, 7), 'start', 'month'));
show(dateshift(datetime(2024, 2, 15, 5, 6, 7), 'end', 'month'));
show(dateshift(datetime(2024, 2, 15, 5, 6, 7), 'start', 'hour'));
show(dateshift(datetime(2024, 2, 15), 'end', 'year'));
show(dateshift(datetime(2024, 2, 15), 'start', 'week'));
r = datetime(2024, 1, 29):calmonths(1):datetime(2024, 6, 1);
fprintf('%s ', string(r)); fprintf('\n');
fprintf('%s ', string(datetime(2024, 1, 1):hours(8):datetime(2024, 1, 2))); fprintf('\n');
z = datetime(2024, 3, 31, 1, 30, 0, 'TimeZone', 'Europe/Berlin');
fprintf('%s\n', char(z + hours(1)), char(z + caldays(1)));
z.TimeZone = 'UTC';
show(z);
fprintf('%d ', weekday(datetime(2024, 3, 15)), week(datetime(2024, 3, 15)), quarter(datetime(2024, 8, 1))); fprintf('\n');
c = {datetime(2024, 1, 1), hours(3)};
fprintf('%s\n', class(c{1}), class(c{2}));
q.t = datetime(2024, 1, 1);
q.t(2) = datetime(2024, 2, 2);
q.t.Format = 'yyyy/MM/dd';
fprintf('%s\n', char(q.t(2)));
q.t(1).Year = 2020;
show(q.t(1));
fprintf('%d', ismember(datetime(2024, 1, [1 5]), datetime(2024, 1, 1:3))); fprintf('\n');
fprintf('%d\n', numel(unique(datetime(2024, 1, [1 2 1]))));
show(mean(datetime(2024, 1, [1 3])));
fprintf('%s ', string(diff(datetime(2024, 1, [1 3 7])))); fprintf('\n');
fprintf('%d %d %d\n', isdatetime(t), isduration(t), isa(t, 'datetime'));
fprintf('%d\n', isequal(datetime(2024, 1, 1), datetime(2024, 1, 1, 'Format', 'yyyy')));
[y, mo, dd] = ymd(datetime(2024, 5, 6)); fprintf('%d %d %d\n', y, mo, dd);
fprintf('%s\n', datestr(datetime(2024, 5, 6, 7, 8, 9), 'yyyy-mm-dd HH:MM:SS'));
a = arrayfun(@(x) day(x), datetime(2024, 1, 4:6)); fprintf('%d ', a); fprintf('\n');
try, datetime(2024, 1, 1) + datetime(2024, 1, 1); catch e, disp(e.message); end
try, x = datetime(2024, 1, 1); x(2) = 5; catch e, disp(e.message); end
try, datetime('nonsense', 'InputFormat', 'yyyy'); catch e, disp(e.message); end
