function s = asctime(tm)
% s = asctime(tm): a time struct as text, with a line end.
  if nargin < 1
    print_usage();
  end
  s = strftime(sprintf('%%a %%b %%d %%H:%%M:%%S %%Y\n'), tm);
end
