%% compat: octave
[a, b, c] = strread('1 2.7 3 4 5 6', '%d %u %f');
disp({class(a), class(b), class(c)})
disp([a, b])
