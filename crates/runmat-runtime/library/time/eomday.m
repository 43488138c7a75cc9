function last = eomday(y, m)
% last = eomday(y, m): the last day of a month.
  if nargin < 2
    print_usage();
  end
  days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  if isscalar(m)
    last = days(m) * ones(size(y));
    m = m * ones(size(y));
  else
    last = reshape(days(m), size(m));
    if isscalar(y)
      y = y * ones(size(m));
    end
  end
  leap = (mod(y, 4) == 0 & mod(y, 100) ~= 0) | mod(y, 400) == 0;
  last = last + (m == 2 & leap);
end
