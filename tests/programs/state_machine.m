%% compat: octave
state = 'start'; n = 0; out = '';
while true
  switch state
    case 'start', state = 'number';
    case {'number','digit'}
      n++; out = [out sprintf('%d', n)];
      if n >= 3, state = 'done'; end
    case 'done', break;
    otherwise, error('bad');
  end
end
disp(out)
do n--; until n < 0
n, k = 0; for i = 1:10, if mod(i,2), continue, end, k += i; if k > 12, break, end, end, k, i
for c = {1,'a';2,'b'}, c, end, for x = [], disp('never'), end, for s = 'abc', disp(s), end, for r = magic(3), r', end
x = 10; x -= 3; x *= 2; x /= 7; x ^= 3; x, a.b = 1; a.b += 5; a, v = 1:3; v(2) *= 10; v, i = 5; i++; ++i; i, ~true, !false, 1:0, zeros(0,3), z = 3; z--; z
if [], disp('t'), else, disp('f'), end, if 'a' < 'b', disp('lt'), end, if [1 1 0], disp('t'), else disp('f'), end, t = ifelse_test = 3
