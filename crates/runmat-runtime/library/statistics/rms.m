function y = rms(x, varargin)
  % y = rms(x, dim, nanflag): root of the mean of squares.
  y = sqrt(mean(abs(x) .^ 2, varargin{:}));
end
