%% compat: octave
% Reading and writing text files
f = tempname();
fid = fopen(f, 'w');
fprintf(fid, 'line1\nline2\nlast');
fclose(fid);
fid = fopen(f);
[l, n] = fgetl(fid)
[l, n] = fgets(fid);
printf('%d %d\n', numel(l), n);
printf('%d\n', feof(fid));
l = fgetl(fid)
printf('%d\n', feof(fid));
l = fgetl(fid)
frewind(fid);
l = fgetl(fid, 3)
l = fgets(fid, 2)
printf('%d\n', fskipl(fid, 1));
printf('%d %d\n', fseek(fid, -2, 'eof'), ftell(fid));
l = fgetl(fid)
printf('%d\n', fseek(fid, 100, 'bof'));
fclose(fid);
x = dlmread(f, ',')
fid = fopen(f, 'w');
fprintf(fid, '1 2 3 abc 4');
fclose(fid);
fid = fopen(f);
[a, c, m] = fscanf(fid, '%d')
s = fscanf(fid, '%s', 1)
fclose(fid);
delete(f);
printf('%d\n', exist(f, 'file'));
[id, msg] = fopen('/nonexistent/x')
try, fclose(17); catch e, disp(e.message); end
try, fread(99); catch e, disp(e.message); end
