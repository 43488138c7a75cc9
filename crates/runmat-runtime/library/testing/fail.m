function [ret, msg] = fail(code, varargin)
% fail(code, pattern): whether code raises an error whose message matches pattern.
% fail(code, 'warning', pattern): whether it issues such a warning.
  pattern = '';
  want_warning = false;
  if numel(varargin) > 0
    if strcmp(varargin{1}, 'warning')
      want_warning = true;
      if numel(varargin) > 1
        pattern = varargin{2};
      end
    else
      pattern = varargin{1};
    end
  end
  problem = '';
  if want_warning
    lastwarn('', '');
    try
      evalin('caller', [code, ';']);
      got = lastwarn();
      if isempty(got)
        problem = sprintf('expected warning <%s> but got none', pattern);
      elseif ~isempty(pattern) && isempty(regexp(got, pattern, 'once'))
        problem = sprintf('expected warning <%s>\nbut got <%s>', pattern, got);
      end
    catch err
      problem = sprintf('expected warning <%s> but got error <%s>', pattern, err.message);
    end
  else
    raised = false;
    try
      evalin('caller', [code, ';']);
    catch err
      raised = true;
      got = err.message;
    end
    if ~raised
      problem = sprintf('expected error <%s> but got none', pattern);
    elseif ~isempty(pattern) && isempty(regexp(got, pattern, 'once'))
      problem = sprintf('expected error <%s>\nbut got <%s>', pattern, got);
    end
  end
  if nargout == 0
    if ~isempty(problem)
      error('%s', problem);
    end
  else
    ret = isempty(problem);
    msg = problem;
  end
end
