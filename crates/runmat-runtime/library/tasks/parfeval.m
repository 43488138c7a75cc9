function future = parfeval(varargin)
% f = parfeval(fcn, n, x1, x2, ...): starts fcn(x1, x2, ...) with n outputs in the background.
% f = parfeval(pool, fcn, n, ...): the same; backgroundPool, gcp and parpool give pools.
  if nargin > 0 && isa(varargin{1}, 'parallel.Pool')
    varargin(1) = [];
  end
  if numel(varargin) < 2
    error('MATLAB:minrhs', 'Not enough input arguments.');
  end
  fcn = varargin{1};
  if ~isa(fcn, 'function_handle')
    fcn = str2func(char(fcn));
  end
  future = __future__('parallel.FevalFuture', fcn, varargin{2:end});
end
