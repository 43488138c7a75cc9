function [x, y] = humps(x)
  % y = humps(x): a function with two maxima, for trying out integration and optimisation.
  if nargin < 1
    x = 0:0.05:1;
  end
  y = -6 + 1 ./ ((x - 0.3) .^ 2 + 0.01) + 1 ./ ((x - 0.9) .^ 2 + 0.04);
  if nargout <= 1
    x = y;
  end
end
