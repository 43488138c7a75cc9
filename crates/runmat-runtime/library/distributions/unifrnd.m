function x = unifrnd(a, b, varargin)
  % x = unifrnd(a, b, sizes): random numbers uniform between a and b.
  %   size(unifrnd(0, 1, 2, 3))
  if isempty(varargin)
    varargin = {size(a + b)};
  end
  x = a + (b - a) .* rand(varargin{:});
end
