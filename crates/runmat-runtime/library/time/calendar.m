function out = calendar(varargin)
% calendar(): shows the current month.
% calendar(y, m): shows a month; c = calendar(...) gives its days in a 6-by-7 matrix.
  if nargin > 2
    print_usage();
  end
  if nargin == 0
    v = clock();
    today = v(3);
  elseif nargin == 1
    v = datevec(varargin{1});
    today = v(3);
  else
    v = [varargin{1}, varargin{2}, 1];
    today = 0;
  end
  first = weekday(datenum(v(1), v(2), 1));
  n = eomday(v(1), v(2));
  days = zeros(7, 6);
  days(first:first + n - 1) = 1:n;
  if nargout > 0
    out = days';
    return
  end
  lines = '';
  for k = 1:42
    mark = sprintf('%6d', days(k));
    if today > 0 && days(k) == today
      mark = sprintf('%6s', sprintf('*%d', today));
    end
    lines = [lines, mark];
    if mod(k, 7) == 0
      lines = [lines, sprintf('\n')];
    end
  end
  fprintf('%s\n', [repmat(' ', 1, 20), datestr(datenum(v(1), v(2), 1), 'mmm yyyy')]);
  fprintf('%6s%6s%6s%6s%6s%6s%6s\n', 'S', 'M', 'Tu', 'W', 'Th', 'F', 'S');
  fprintf('%s', lines);
end
