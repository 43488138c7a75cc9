function [n, s] = weekday(d, form)
% [n, s] = weekday(d): number (1 is Sunday) and name of the day of the week of dates.
% [n, s] = weekday(d, 'long'): with the full name.
  if nargin < 1
    print_usage();
  end
  if iscellstr(d) || isnumeric(d)
    ends = size(d);
  else
    ends = [size(d, 1), 1];
  end
  if ischar(d) || iscellstr(d) || isa(d, 'string')
    d = datenum(d);
  end
  n = reshape(mod(floor(d(:)) - 2, 7) + 1, ends);
  if nargout > 1
    if nargin > 1 && strcmp(form, 'long')
      names = {'Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'};
    else
      names = {'Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'};
    end
    s = char(names(n(:)));
  end
end
