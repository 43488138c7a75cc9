function x = tail(x, n)
  % tail(x, n): the last n rows; 8 unless told.
  if nargin < 2
    n = 8;
  end
  x = x(max(1, end - n + 1):end, :);
end
