% Tasks
% Functions that run while others wait: in turns, on one thread, always in the same order.

disp('Three workers share two desks:');
desks = semaphore(2);
workers = cell(1, 3);
for k = 1:3
    workers{k} = spawn(@() work(desks, k));
end
done = waitall(workers);
fprintf('  done: %s\n\n', mat2str([done{:}]));

disp('The first answer counts, the other is cancelled:');
[answer, which] = race({spawn(@() ask('slow', 900)), spawn(@() ask('quick', 200))});
fprintf('  %s (number %d)\n\n', answer, which);

disp('A task that takes too long:');
try
    timeout(spawn(@() ask('sleeper', 60000)), 0.3);
catch problem
    fprintf('  %s\n\n', problem.message);
end

disp('Futures, as in parallel code:');
for k = 5:-1:1
    futures(k) = parfeval(@(n) sum(primes(n)), 1, 10 ^ k);
end
for k = 1:5
    [which, total] = fetchNext(futures);
    fprintf('  primes below 10^%d add up to %d\n', which, total);
end

function k = work(desks, k)
    acquire(desks);
    fprintf('  %d begins\n', k);
    sleep_ms(300 * k);
    fprintf('  %d ends\n', k);
    release(desks);
end

function name = ask(name, ms)
    sleep_ms(ms);
end
