function secs = etime(t2, t1)
% secs = etime(t1, t0): seconds from the date vector t0 to t1; in MATLAB's order etime(t1, t0) = t1 - t0.
  if nargin < 2
    print_usage();
  end
  days = datenum(t2(:, 1:3)) - datenum(t1(:, 1:3));
  secs = days * 86400 + (t2(:, 4) - t1(:, 4)) * 3600 + (t2(:, 5) - t1(:, 5)) * 60 + (t2(:, 6) - t1(:, 6));
end
