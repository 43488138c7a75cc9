%% compat: both
% One counter, customers with pseudo-random arrival and service times, driven
% by an event list; the generator is our own, so the run is reproducible.
1;

function [x, s] = next_random(s)
  s = mod(16807 * s, 2147483647);
  x = s / 2147483647;
end

function q = push(q, item)
  q{end + 1} = item;
end

function [item, q] = pop(q)
  if isempty(q)
    error('queue:empty', 'pop from an empty queue');
  end
  item = q{1};
  q(1) = [];
end

function events = schedule(events, time, kind, who)
  e = struct('time', time, 'kind', kind, 'who', who);
  if isempty(events)
    events = e;
    return;
  end
  later = find([events.time] > time, 1);
  if isempty(later)
    events(end + 1) = e;
  else
    events = [events(1:later - 1), e, events(later:end)];
  end
end

function stats = simulate(customers, mean_gap, mean_service, seed, verbose)
  s = seed;
  events = [];
  t = 0;
  for k = 1:customers
    [u, s] = next_random(s);
    t = t - mean_gap * log(u);
    events = schedule(events, t, 'arrive', k);
  end
  waiting = {};
  busy = false;
  arrived = zeros(1, customers);
  waits = zeros(1, customers);
  longest = 0;
  busy_time = 0;
  while ~isempty(events)
    e = events(1);
    events(1) = [];
    switch e.kind
      case 'arrive'
        arrived(e.who) = e.time;
        waiting = push(waiting, e.who);
      case 'leave'
        busy = false;
        if verbose
          fprintf('  %7.3f customer %d leaves\n', e.time, e.who);
        end
    end
    if ~busy && ~isempty(waiting)
      [who, waiting] = pop(waiting);
      waits(who) = e.time - arrived(who);
      [u, s] = next_random(s);
      service = mean_service * (0.5 + u);
      busy = true;
      busy_time = busy_time + service;
      events = schedule(events, e.time + service, 'leave', who);
    end
    longest = max(longest, numel(waiting));
    last = e.time;
  end
  stats.mean_wait = mean(waits);
  stats.max_wait = max(waits);
  stats.longest = longest;
  stats.load = busy_time / last;
  stats.served = customers;
end

s = 1;
for k = 1:5
  [x, s] = next_random(s);
  fprintf('%.6f ', x);
end
fprintf('\n');

disp('trace:');
r = simulate(6, 1.0, 0.8, 42, true);
fprintf('mean wait %.4f, longest queue %d\n', r.mean_wait, r.longest);

services = [0.3 0.6 0.9 1.2];
for k = 1:numel(services)
  r = simulate(200, 1.0, services(k), 2024, false);
  fprintf('service %.1f: wait %8.3f max %8.3f queue %3d load %.3f\n', ...
          services(k), r.mean_wait, r.max_wait, r.longest, r.load);
end
try
  pop({});
catch err
  fprintf('%s\n', err.message);
end
