%% compat: both
fprintf('%d ', bitand(12, 10), bitor(12, 10), bitxor(12, 10)); fprintf('\n');
fprintf('%d ', bitshift(1, 4), bitshift(16, -2), bitshift(uint8(255), 1)); fprintf('\n');
fprintf('%d ', bitand(uint8([15 240]), uint8(60))); fprintf('\n');
fprintf('%d ', bitget(10, 1:4)); fprintf('\n');
fprintf('%d ', bitset(0, 3), bitset(uint8(255), 1, 0)); fprintf('\n');
fprintf('%s\n', class(bitand(uint8(5), 3)));
fprintf('%d\n', bitcmp(uint8(5)));
