function future = afterEach(source, fcn, n, varargin)
% f = afterEach(futures, fcn, n): calls fcn with the outputs of each future as it is over.
% afterEach(queue, fcn): calls fcn with each message of a queue.
  if isa(source, 'parallel.pool.DataQueue')
    source.Listeners = [source.Listeners, {fcn}];
    if nargout > 0
      future = source;
    end
    return;
  end
  [pass_future, varargin] = __future_option__(varargin);
  list = __task_list__(source);
  future = __future__('parallel.FevalFuture', @() __after_each__(list, fcn, n, pass_future), n);
end

function varargout = __after_each__(list, fcn, n, pass_future)
  collected = cell(numel(list), n);
  waiting = 1:numel(list);
  while ~isempty(waiting)
    k = waiting(waitany(list(waiting)));
    waiting(waiting == k) = [];
    f = list{k};
    if pass_future
      [collected{k, 1:n}] = fcn(f);
    else
      outputs = cell(1, f.NumOutputArguments);
      [outputs{:}] = await(f);
      [collected{k, 1:n}] = fcn(outputs{:});
    end
  end
  varargout = cell(1, n);
  for j = 1:n
    varargout{j} = vertcat(collected{:, j});
  end
end

function [on, rest] = __future_option__(rest)
  on = false;
  if numel(rest) == 2 && strcmpi(rest{1}, 'PassFuture')
    on = rest{2};
    rest = {};
  end
end
