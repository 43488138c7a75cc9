function pool = backgroundPool(varargin)
% pool = backgroundPool(): the pool in which parfeval runs functions.
  pool = __handle__('parallel.Pool', struct('NumWorkers', nproc(), 'Busy', false, 'Connected', true));
end
