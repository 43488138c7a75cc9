function varargout = fetchOutputs(futures, varargin)
% [a, b, ...] = fetchOutputs(f): waits for futures and gives their outputs; those of several are stacked.
% fetchOutputs(f, 'UniformOutput', false): in cells.
  uniform = true;
  if numel(varargin) == 2 && strcmpi(varargin{1}, 'UniformOutput')
    uniform = varargin{2};
  elseif ~isempty(varargin)
    error('MATLAB:maxrhs', 'Too many input arguments.');
  end
  list = __task_list__(futures);
  __wait_tasks__(list, false);
  n = max(nargout, 1);
  collected = cell(numel(list), n);
  for k = 1:numel(list)
    f = list{k};
    f.Read = true;
    if nargout == 0
      out = __outputs__(f);
      collected(k, 1:min(1, numel(out))) = out(1:min(1, numel(out)));
    else
      [collected{k, 1:n}] = await(f);
    end
  end
  varargout = cell(1, n);
  for j = 1:n
    if numel(list) == 1 && uniform
      varargout{j} = collected{1, j};
    elseif uniform
      varargout{j} = vertcat(collected{:, j});
    else
      varargout{j} = collected(:, j);
    end
  end
  if nargout == 0 && (isempty(list) || isempty(collected{1}))
    varargout = {};
  end
end

function out = __outputs__(f)
  await(f);
  out = f.OutputArguments;
end
