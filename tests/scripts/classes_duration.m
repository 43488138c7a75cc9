%% compat: both
% Durations: units, arithmetic, text.
1;
function show(d)
  c = cellstr(d);
  fprintf('%s;', c{:});
  fprintf('\n');
end
show(hours([1 2.5 0.1]));
show(duration(1, 2, 3));
show(duration([0 1 30; 12 0 0]));
show(minutes(90) + hours(1));
show(hours(1) - minutes(90));
show(2 * seconds(30));
show(hours(3) / 2);
fprintf('%g %g %g\n', hours(3) / minutes(30), minutes(hours(2)), seconds(duration(0, 1, 1.5)));
show(sum(hours([1 2 3])));
show(mean(minutes([10 20])));
show(cumsum(hours([1 2 3])));
show(abs(-hours(1)));
show(max(hours([1 5 2])));
fprintf('%d', hours(1) < minutes([30 90])); fprintf('\n');
fprintf('%d', hours(24) == days(1), hours(24) == 1); fprintf('\n');
d = hours(1);
d(3) = minutes(30);
show(d);
show([hours(1), minutes(5); seconds(30), days(1)]);
show(sort(minutes([3 1 2]), 'descend'));
show(seconds(0):seconds(15):minutes(1));
d = minutes(90);
d.Format = 'hh:mm:ss';
show(d);
[h, m, s] = hms(d); fprintf('%d %d %d\n', h, m, s);
show(duration('01:02:03'));
show(duration({'00:30', '1:00:00'}));
show(floor(minutes(1.7), 'minutes'));
show(mod(hours(25), hours(24)));
show(linspace(hours(0), hours(2), 3));
fprintf('%s %s\n', class(hours(1)), class(hours(hours(1))));
x = 0;
for k = hours(1:3), x = x + hours(k); end
fprintf('%g\n', x);
t = 0;
while seconds(t) < minutes(1), t = t + 20; end
fprintf('%g\n', t);
try, hours(1) * hours(2); catch e, disp(e.message); end
try, double(hours(1)); catch e, disp(e.message(1:60)); end
try, hours('x'); catch e, disp(e.message); end
