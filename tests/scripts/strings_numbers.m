%% compat: both
fprintf('%s\n', num2str(42));
fprintf('%s\n', num2str(pi, 8));
fprintf('%s\n', num2str([1 2 3]));
fprintf('%s\n', num2str(-0.5));
fprintf('%s\n', num2str(true));
fprintf('%s\n', num2str(3.14159, '%8.2f'));
fprintf('%g\n', str2double('2.5e3'));
fprintf('%g\n', str2num('7 * 6'));
fprintf('%d\n', isnan(str2double('abc')));
fprintf('%s\n', mat2str([1 2; 3 4.5]));
fprintf('%s\n', mat2str([true false]));
fprintf('%s\n', int2str(3.7));
fprintf('%s\n', dec2bin(10));
fprintf('%d\n', bin2dec('1010'));
fprintf('%s\n', dec2hex(255));
fprintf('%d\n', hex2dec('FF'));
