function future = afterAll(source, fcn, n, varargin)
% f = afterAll(futures, fcn, n): calls fcn with the stacked outputs of all futures when they are over.
  pass_future = numel(varargin) == 2 && strcmpi(varargin{1}, 'PassFuture') && varargin{2};
  future = __future__('parallel.FevalFuture', @() __after_all__(source, fcn, n, pass_future), n);
end

function varargout = __after_all__(source, fcn, n, pass_future)
  varargout = cell(1, n);
  list = __task_list__(source);
  __wait_tasks__(list, false);
  if pass_future
    [varargout{1:n}] = fcn(source);
  else
    outputs = cell(1, list{1}.NumOutputArguments);
    [outputs{:}] = fetchOutputs(source);
    [varargout{1:n}] = fcn(outputs{:});
  end
end
