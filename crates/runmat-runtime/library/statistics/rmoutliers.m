function [b, tf] = rmoutliers(a, varargin)
  % [b, tf] = rmoutliers(a, method, ...): without the outliers, or the rows that have one.
  tf = isoutlier(a, varargin{:});
  if isvector(a)
    b = a(~tf);
  else
    tf = any(tf, 2);
    b = a(~tf, :);
  end
end
