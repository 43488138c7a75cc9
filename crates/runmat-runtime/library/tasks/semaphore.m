function s = semaphore(n)
% s = semaphore(n): lets n tasks pass at a time: acquire(s) waits for its turn, release(s) lets the next one pass.
  if nargin < 1
    n = 1;
  end
  s = __handle__('semaphore', struct('Free', n, 'Waiting', {{}}));
end
