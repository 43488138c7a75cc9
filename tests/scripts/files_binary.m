%% compat: both
% fread and fwrite
f = tempname();
fid = fopen(f, 'w+');
fwrite(fid, [300 -5 2.5 3.5], 'uint8');
fwrite(fid, [1 258], 'uint16', 0, 'ieee-be');
fwrite(fid, 'abc');
frewind(fid);
fprintf('%d ', fread(fid, 4)); fprintf('\n');
fprintf('%d ', fread(fid, [1 2], 'uint16', 0, 'ieee-be')); fprintf('\n');
x = fread(fid, [1 Inf], 'uint8=>char'); fprintf('%s %s\n', x, class(x));
frewind(fid);
x = fread(fid, 3, '*uint8'); fprintf('%s %s\n', class(x), mat2str(size(x)));
frewind(fid);
fprintf('%d ', fread(fid, Inf, '2*uint8', 3)); fprintf('\n');
fclose(fid);
delete(f);
