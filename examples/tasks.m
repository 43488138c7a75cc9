% Tasks: functions that run while others wait. One thread, deterministic turns.

disp('1. Three workers share two desks');
desks = semaphore(2);
workers = cell(1, 3);
for k = 1:3
  workers{k} = spawn(@() work(desks, k));
end
days = waitall(workers);
fprintf('   done: %s\n\n', mat2str([days{:}]));

disp('2. The first answer counts, the others are cancelled');
[answer, who] = race({spawn(@() ask('slow', 300)), spawn(@() ask('quick', 20))});
fprintf('   %s answered first (number %d)\n\n', answer, who);

disp('3. A task that takes too long');
try
  timeout(spawn(@() ask('sleeper', 60000)), 0.05);
catch e
  fprintf('   %s: %s\n\n', e.identifier, e.message);
end

disp('4. Futures, as in parallel code');
for k = 4:-1:1
  f(k) = parfeval(@(n) sum(primes(n)), 1, 10 ^ k);
end
for k = 1:4
  [place, total] = fetchNext(f);
  fprintf('   primes up to 10^%d add up to %d\n', place, total);
end

disp(' ');
disp('5. An error crosses to where it is awaited');
t = spawn(@() error('shop:closed', 'nothing left'));
try
  await(t);
catch e
  fprintf('   %s, and the task is ''%s''\n', e.message, t.State);
end

function k = work(desks, k)
  desk = acquire(desks);
  fprintf('   %d begins\n', k);
  sleep_ms(20 * k);
  fprintf('   %d ends\n', k);
end

function name = ask(name, ms)
  sleep_ms(ms);
end
