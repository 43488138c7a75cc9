function area = rectint(a, b)
  % area = rectint(a, b): areas (volumes) of the intersections of boxes [corner, widths].
  if nargin ~= 2
    print_usage();
  elseif columns(a) ~= columns(b)
    error('rectint: A and B must have the same number of columns');
  elseif isempty(a) || mod(columns(a), 2) ~= 0
    error('rectint: A and B must have an even number of columns');
  end
  n = columns(a) / 2;
  if any(any(a(:, n + 1:end) < 0)) || any(any(b(:, n + 1:end) < 0))
    error('rectint: all widths and heights must be positive');
  end
  area = ones(rows(a), rows(b));
  for k = 1:n
    high = min(a(:, k) + a(:, n + k), (b(:, k) + b(:, n + k)).');
    low = max(a(:, k), b(:, k).');
    area = area .* max(high - low, 0);
  end
end
