function x = head(x, n)
  % head(x, n): the first n rows; 8 unless told.
  if nargin < 2
    n = 8;
  end
  x = x(1:min(n, end), :);
end
