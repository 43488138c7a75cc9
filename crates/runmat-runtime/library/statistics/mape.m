function y = mape(f, a, varargin)
  % y = mape(f, a, dim): mean absolute difference in percent of the actual values.
  y = 100 * mean(abs((a - f) ./ a), varargin{:});
end
