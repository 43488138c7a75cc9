%% compat: matlab
f = [tempname '.mat'];
alpha = 1; beta2 = 2; apple = 3;
save(f, '-regexp', '^a');
s = load(f);
disp(strjoin(fieldnames(s)', ' '))
s = load(f, '-regexp', 'ph');
disp(strjoin(fieldnames(s)', ' '))
t.one = 1; t.two = 2;
save(f, '-struct', 't', '-regexp', 'w');
disp(strjoin(fieldnames(load(f))', ' '))
g = [tempname '.txt'];
writematrix([1 2; 3 4], g, 'Delimiter', 'tab');
writematrix([5 6], g, 'Delimiter', 'tab', 'WriteMode', 'append');
disp(strrep(fileread(g), sprintf('\t'), '<tab>'))
disp(readmatrix(g, 'Delimiter', '\t', 'NumHeaderLines', 1))
id = fopen(g, 'rt');
[name, mode, format, encoding] = fopen(id);
fclose(id);
disp({mode, format, encoding})
delete(f, g);
disp(isfile(f) || isfile(g))
[a, b] = convertContainedStringsToChars({"x", {"y"}}, struct('p', "q"));
disp(class(a{1})), disp(class(a{2}{1})), disp(class(b.p))
