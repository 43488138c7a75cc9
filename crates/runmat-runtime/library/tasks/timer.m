function t = timer(varargin)
% t = timer(name, value, ...): start(t) calls TimerFcn after StartDelay seconds and, by ExecutionMode, every Period
% seconds, whenever the program waits.
  s = struct('AveragePeriod', NaN, 'BusyMode', 'drop', 'ErrorFcn', [], 'ExecutionMode', 'singleShot', ...
      'InstantPeriod', NaN, 'Name', '', 'ObjectVisibility', 'on', 'Period', 1, 'Running', 'off', 'StartDelay', 0, ...
      'StartFcn', [], 'StopFcn', [], 'Tag', '', 'TasksExecuted', 0, 'TasksToExecute', Inf, 'TimerFcn', [], ...
      'Type', 'timer', 'UserData', [], 'Task', []);
  names = fieldnames(s);
  for k = 1:2:numel(varargin)
    at = find(strcmpi(names, varargin{k}));
    if isempty(at)
      error('MATLAB:timer:unhandledName', 'There is no property ''%s'' of timers.', varargin{k});
    end
    s.(names{at}) = varargin{k + 1};
  end
  t = __handle__('timer', s);
end
