%% compat: both
n = 20; a = 3; b = rand(1,n);
x = zeros(1,n); y = zeros(n,3); c = cell(1,n); s = 0; m = -inf; l = []; st = 'x';
parfor k = 1:n
  t = a * k + b(k);
  x(k) = t;
  y(k,:) = [k, t, sqrt(t)];
  c{k} = sprintf('%d', k);
  s = s + t / 7;
  m = max(m, t);
  l = [l, k];
  if mod(k, 3) == 0, continue; end
  u(k) = k^2;
end
X = zeros(1,n); Y = zeros(n,3); C = cell(1,n); S = 0; M = -inf; L = [];
for k = 1:n
  t = a * k + b(k);
  X(k) = t;
  Y(k,:) = [k, t, sqrt(t)];
  C{k} = sprintf('%d', k);
  S = S + t / 7;
  M = max(M, t);
  L = [L, k];
  if mod(k, 3) == 0, continue; end
  U(k) = k^2;
end
fprintf('%d ', isequal(x,X), isequal(y,Y), isequal(c,C), s==S, m==M, isequal(l,L)); fprintf('%d\n', isequal(u,U));
parfor k = 1:4, z(k) = k > 2; end
fprintf('%s %s\n', class(z), mat2str(z));
parfor k = 1:3
  w(k + 1) = k;
end
fprintf('%s\n', mat2str(w));
try
  parfor k = 1:10
    if k == 4, error('my:id', 'bad %d', k); end
    q(k) = k;
  end
catch e
  fprintf('%s|%s\n', e.identifier, e.message);
end
f = @(v) v + 1;
parfor (i = 1:6, 2)
  r(i) = sum(arrayfun(@(k) f(k) * i, 1:3));
end
fprintf('%s\n', mat2str(r));
m = containers.Map('KeyType','double','ValueType','any');
parfor i = 1:3, m(i) = i; end
fprintf('%d\n', m.Count);
p = 1; parfor i = 1:5, p = p * i; end
fprintf('%d\n', p);
