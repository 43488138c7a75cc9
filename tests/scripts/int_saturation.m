%% compat: both
fprintf('%d ', uint8(300), uint8(-5), int8(200), int8(-200)); fprintf('\n');
fprintf('%d ', uint8(200) + 100, uint8(5) - 10, int8(-100) - 100); fprintf('\n');
fprintf('%d ', int8(-128) * -1, abs(int8(-128)), -int8(-128)); fprintf('\n');
fprintf('%d ', uint8(2.5), uint8(3.5), int8(-2.5), uint8(0.49)); fprintf('\n');
fprintf('%d ', int32(7) / int32(2), int32(-7) / int32(2), int32(1) / int32(3)); fprintf('\n');
fprintf('%d ', int32(5) / 0, -int32(5) / 0, int32(0) / 0); fprintf('\n');
fprintf('%d ', uint8(NaN), int16(Inf), int16(-Inf)); fprintf('\n');
fprintf('%s %s\n', class(int8(1) + 1), class(int8(1) * 2.5));
fprintf('%d ', int8(5) * 2.5, int8(3) * 0.5, uint8(10) / 4); fprintf('\n');
