function [t, gone] = rmmissing(t, varargin)
  % [t, gone] = rmmissing(t, 'DataVariables', variables): without rows that miss something.
  [args, options] = __name_values__(varargin, {'DataVariables', 'MinNumMissing'});
  part = t;
  if isfield(options, 'DataVariables')
    part = __select__(t, ':', options.DataVariables);
  end
  least = 1;
  if isfield(options, 'MinNumMissing')
    least = options.MinNumMissing;
  end
  missed = ismissing(part);
  if ~isempty(args) && args{1} == 2
    gone = sum(missed, 1) >= least;
    t = __select__(t, ':', ~gone);
  else
    gone = sum(missed, 2) >= least;
    t = __select__(t, ~gone, ':');
  end
end
