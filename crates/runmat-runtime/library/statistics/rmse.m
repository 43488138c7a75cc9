function y = rmse(f, a, varargin)
  % y = rmse(f, a, dim): root of the mean square of the difference.
  y = sqrt(mean(abs(f - a) .^ 2, varargin{:}));
end
