%% compat: both
1;
function r = scale(x, k)
  if nargin < 2
    k = 10;
  end
  if ~exist('x', 'var') || isempty(x)
    x = 1;
  end
  r = x * k;
end
fprintf('%d\n', scale());
fprintf('%d\n', scale(3));
fprintf('%d\n', scale(3, 4));
fprintf('%d\n', scale([], 5));
