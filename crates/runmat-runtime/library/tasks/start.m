function start(t)
% start(t): starts a timer.
  if strcmp(t.Running, 'on')
    error('MATLAB:timer:start:alreadystarted', 'Cannot start timer because it is already running.');
  end
  if isempty(t.TimerFcn)
    error('MATLAB:timer:notimerfcn', 'TimerFcn must be set before a timer is started.');
  end
  t.Running = 'on';
  t.TasksExecuted = 0;
  t.Task = __future__('parallel.FevalFuture', @() __run_timer__(t), 0);
end

function __run_timer__(t)
  __call_timer__(t, t.StartFcn, 'StartFcn');
  ended = onCleanup(@() __timer_over__(t));
  clock0 = tic();
  next = t.StartDelay;
  while strcmp(t.Running, 'on') && t.TasksExecuted < t.TasksToExecute
    sleep_ms(max(0, next - toc(clock0)) * 1000);
    if ~strcmp(t.Running, 'on')
      break;
    end
    began = toc(clock0);
    t.TasksExecuted = t.TasksExecuted + 1;
    try
      __call_timer__(t, t.TimerFcn, 'TimerFcn');
    catch e
      if isempty(t.ErrorFcn)
        warning('MATLAB:timer:badcallback', 'Error while evaluating TimerFcn for timer ''%s''\n%s', t.Name, e.message);
      else
        __call_timer__(t, t.ErrorFcn, 'ErrorFcn');
      end
      break;
    end
    switch lower(t.ExecutionMode)
      case 'singleshot'
        break;
      case 'fixedrate'
        next = max(next + t.Period, toc(clock0));
      case 'fixeddelay'
        next = began + t.Period;
      otherwise
        next = toc(clock0) + t.Period;
    end
  end
end

function __timer_over__(t)
  if strcmp(t.Running, 'on')
    t.Running = 'off';
    __call_timer__(t, t.StopFcn, 'StopFcn');
  end
end

function __call_timer__(t, fcn, kind)
  if isempty(fcn)
    return;
  end
  event = struct('Type', kind, 'Data', struct('time', date_if_known()));
  if iscell(fcn)
    feval(fcn{1}, t, event, fcn{2:end});
  elseif ischar(fcn)
    evalin('base', fcn);
  else
    fcn(t, event);
  end
end

function t = date_if_known()
  try
    t = clock();
  catch
    t = [];
  end
end
