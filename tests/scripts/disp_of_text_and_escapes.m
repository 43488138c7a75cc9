%% compat: both
disp('plain');
disp(['joined ' 'text']);
disp('no \n escape');
x = 'quoted ''inner''';
disp(x);
disp(sprintf('a\tb'));
disp(upper('shout'));
disp(strjoin({'a', 'b'}, ', '));
disp(num2str(pi, 4));
disp(mat2str([1 2; 3 4]));
