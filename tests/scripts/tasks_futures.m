%% compat: matlab
for k = 1:3
  f(k) = parfeval(@(n) [n, n ^ 2], 1, k);
end
fprintf('%s %s\n', class(f), mat2str(size(f)));
fprintf('%s\n', mat2str(fetchOutputs(f)));
g(1:2) = parallel.FevalFuture;
fprintf('%s\n', g(1).State);
for k = 1:2
  g(k) = parfeval(backgroundPool, @deal, 2, k, -k);
end
for k = 1:2
  [place, a, b] = fetchNext(g);
  fprintf('%d: %d %d\n', place, a, b);
end
h = afterEach(f, @(v) sum(v), 1);
fprintf('%s\n', mat2str(fetchOutputs(h)));
h = afterAll(f, @(m) sum(m(:)), 1);
fprintf('%d\n', fetchOutputs(h));
e = parfeval(@(x) x(5), 1, 1:3);
try
  fetchOutputs(e);
catch err
  fprintf('%s\n', err.identifier);
end
fprintf('%s %s\n', e.State, e.Error.identifier);
q = parallel.pool.DataQueue;
afterEach(q, @(x) fprintf('got %d\n', x));
c = parfeval(@(q) arrayfun(@(k) send(q, k), 1:2), 0, q);
wait(c);
pause(0.01);
q = parallel.pool.PollableDataQueue;
send(q, 'first');
[x, ok] = poll(q);
fprintf('%s %d\n', x, ok);
[x, ok] = poll(q);
fprintf('%d %d\n', isempty(x), ok);
t = timer('ExecutionMode', 'fixedRate', 'Period', 0.01, 'TasksToExecute', 3, 'TimerFcn', @(t, e) fprintf('%s\n', e.Type));
start(t);
while strcmp(t.Running, 'on')
  pause(0.005);
end
fprintf('%d\n', t.TasksExecuted);
