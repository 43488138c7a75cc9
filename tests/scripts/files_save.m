%% compat: both
% Saving variables in every format and loading them again
f = [tempname() '.mat'];
a = 1.5; b = [1 2; 3 4]; c = 'text'; d = {1, 'x'; [], {2}}; s.p = int8(-3); s.q = true; z = [1+2i 3];
formats = {'-text', '-v6', '-v7'};
for k = 1:3
  save(formats{k}, f, 'a', 'b', 'c', 'd', 's', 'z');
  r = load(f);
  fprintf('%s %d\n', formats{k}, isequal(r, struct('a', a, 'b', b, 'c', c, 'd', {d}, 's', s, 'z', z)));
  r = load(f, 'b', 'c');
  n = fieldnames(r); fprintf('%s ', n{:});
  fprintf('\n');
end
x = 7;
save('-append', '-v7', f, 'x');
r = load(f);
fprintf('%d %d\n', r.x, r.a == a);
save(f, '-struct', 's');
r = load(f);
fprintf('%d %d\n', r.p, r.q);
save('-ascii', f, 'b');
r = load('-ascii', f);
fprintf('%g ', r);
fprintf('\n');
delete(f);
