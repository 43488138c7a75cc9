function q = PollableDataQueue(varargin)
% q = parallel.pool.PollableDataQueue(): send(q, x) keeps x until poll(q) takes it.
  q = __handle__('parallel.pool.PollableDataQueue', struct('QueueLength', 0, 'Messages', {{}}, 'Waiting', {{}}));
end
