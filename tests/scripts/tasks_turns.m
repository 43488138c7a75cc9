%% compat: matlab
a = spawn(@() talk('a', 3));
b = spawn(@() talk('b', 2));
fprintf('%s %s\n', class(a), a.State);
waitall({a, b});
fprintf('%s\n', a.State);
t = async @() do
  yield();
  6 * 7;
end;
fprintf('%s\n', t.State);
fprintf('%d %d\n', await(t), await(t));
[x, y] = await(both(3));
fprintf('%d %d\n', x, y);
try
  await(spawn(@() error('my:id', 'oops %d', 3)));
catch e
  fprintf('%s: %s\n', e.identifier, e.message);
end
p = promise();
q = spawn(@() await(p) + 1);
yield();
fprintf('%d %d\n', resolve(p, 41), resolve(p, 42));
fprintf('%d\n', await(q));
z = spawn(@() pause(1000));
yield();
cancel(z);
try
  await(z);
catch e
  fprintf('%s\n', e.identifier);
end
try
  await(promise());
catch e
  fprintf('%s\n', e.identifier);
end
try
  await(3);
catch e
  fprintf('%s\n', e.identifier);
end
function talk(name, n)
  for k = 1:n
    fprintf('%s%d\n', name, k);
    yield();
  end
end
async function [a, b] = both(x)
  yield();
  a = x;
  b = 2 * x;
end
