function n = maxNumCompThreads(varargin)
% n = maxNumCompThreads(): how many threads a computation may use.
  n = nproc();
end
