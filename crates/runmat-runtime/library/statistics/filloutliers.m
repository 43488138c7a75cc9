function [b, tf] = filloutliers(a, fill, varargin)
  % [b, tf] = filloutliers(a, fill, method, ...): outliers replaced by a number, 'center', 'clip', or as fillmissing does.
  [tf, low, high, middle] = isoutlier(a, varargin{:});
  b = a;
  low = low + zeros(size(a));
  high = high + zeros(size(a));
  middle = middle + zeros(size(a));
  if isnumeric(fill)
    b(tf) = fill;
  elseif strcmp(fill, 'center')
    b(tf) = middle(tf);
  elseif strcmp(fill, 'clip')
    b(tf & a < low) = low(tf & a < low);
    b(tf & a > high) = high(tf & a > high);
  else
    b(tf) = NaN;
    b = fillmissing(b, fill);
  end
end
