%% compat: matlab
s = "hello";
fprintf('%s %s\n', class(s), s);
fprintf('%d %d\n', strlength(s), numel(s));
t = s + " world";
fprintf('%s\n', t);
fprintf('%d\n', t == "hello world");
n = "n=" + 5;
fprintf('%s\n', n);
c = ["a", "bb", "ccc"];
fprintf('%d ', strlength(c)); fprintf('\n');
fprintf('%s\n', join(c, "-"));
fprintf('%d\n', isstring(s), ischar(s));
fprintf('%s\n', upper("abc"));
fprintf('%d ', contains(c, "c")); fprintf('\n');
u = "a\tb";
fprintf('%d\n', strlength(u));
