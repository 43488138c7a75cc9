function future = parfevalOnAll(varargin)
% f = parfevalOnAll(fcn, n, ...): runs fcn once for each worker of the pool.
  future = parfeval(varargin{:});
end
