%% compat: both
name = [tempname() '.txt'];
fid = fopen(name, 'w');
fprintf(fid, 'first line\n');
fprintf(fid, '%d %d\n', [1 2; 3 4]);
fclose(fid);
fid = fopen(name, 'r');
n = 0;
while true
  line = fgetl(fid);
  if ~ischar(line), break; end
  n = n + 1;
  fprintf('%d: %s\n', n, line);
end
fprintf('%d\n', feof(fid));
fclose(fid);
text = fileread(name);
fprintf('%d\n', numel(text));
fid = fopen(name);
x = fgets(fid);
fprintf('%d\n', double(x(end)));
v = fscanf(fid, '%d');
fprintf('%d ', v); fprintf('\n');
frewind(fid);
fseek(fid, 6, 'bof');
fprintf('%s %d\n', fread(fid, 4, '*char')', ftell(fid));
fclose(fid);
delete(name);
fprintf('%d\n', fopen(name, 'r'));
