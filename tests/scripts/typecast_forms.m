%% compat: both
fprintf('%d\n', typecast(single(1), 'uint32'));
fprintf('%d ', typecast(uint32(258), 'uint8')); fprintf('\n');
fprintf('%g\n', typecast(uint8([0 0 128 63]), 'single'));
fprintf('%d\n', typecast(int8(-1), 'uint8'));
fprintf('%s\n', class(typecast(1, 'uint64')));
fprintf('%d\n', numel(typecast(pi, 'uint8')));
