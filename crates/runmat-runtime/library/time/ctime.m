function s = ctime(t)
% s = ctime(t): a time in seconds since 1970 as local text, with a line end.
  if nargin < 1
    print_usage();
  end
  s = asctime(localtime(t));
end
