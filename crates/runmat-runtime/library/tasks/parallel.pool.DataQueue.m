function q = DataQueue()
% q = parallel.pool.DataQueue(): send(q, x) hands x to the functions that afterEach(q, fcn) has named.
  q = __handle__('parallel.pool.DataQueue', struct('QueueLength', 0, 'Listeners', {{}}));
end
