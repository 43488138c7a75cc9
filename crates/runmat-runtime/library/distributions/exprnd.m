function x = exprnd(mu, varargin)
  % x = exprnd(mu, sizes): exponential random numbers of mean mu.
  %   size(exprnd(1, 2, 3))
  if isempty(varargin)
    varargin = {size(mu)};
  end
  x = -mu .* log(rand(varargin{:}));
end
