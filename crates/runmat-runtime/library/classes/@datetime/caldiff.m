function d = caldiff(t, varargin)
  % d = caldiff(t): the calendar durations between neighbours.
  x = t.data__;
  if isrow(x)
    a = t(1:end - 1);
    b = t(2:end);
  else
    a = t(1:end - 1, :);
    b = t(2:end, :);
  end
  d = between(a, b, varargin{:});
end
