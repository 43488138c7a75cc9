function tf = is_leap_year(year)
% tf = is_leap_year(year): whether years have 366 days; the current one without input.
  if nargin < 1
    now_ = clock();
    year = now_(1);
  end
  tf = (mod(year, 4) == 0 & mod(year, 100) ~= 0) | mod(year, 400) == 0;
end
