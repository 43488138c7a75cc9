%% compat: both
fprintf('%d ', mod(-7, 3), rem(-7, 3), mod(7, -3), rem(7, -3)); fprintf('\n');
fprintf('%g ', mod(5.5, 2), rem(-5.5, 2), mod(5, 0), mod(0, 5)); fprintf('\n');
fprintf('%d ', idivide(int32(7), int32(2)), idivide(int32(9), int32(4))); fprintf('\n');
fprintf('%d ', idivide(int32(7), int32(2), 'floor'), idivide(int32(-7), int32(2), 'floor')); fprintf('\n');
fprintf('%d ', idivide(int32(7), int32(2), 'ceil'), idivide(int32(7), int32(2), 'round')); fprintf('\n');
fprintf('%d ', mod(int8(-7), int8(3)), mod(uint8(7), uint8(4))); fprintf('\n');
fprintf('%d ', mod(-3:3, 3)); fprintf('\n');
