%% compat: both
1;
function [a, b, c] = multi(x, y)
  a = nargin;
  b = nargout;
  c = 0;
end
a = multi();
fprintf('%d\n', a);
[a, b] = multi(1);
fprintf('%d %d\n', a, b);
[a, b, c] = multi(1, 2);
fprintf('%d %d %d\n', a, b, c);
[~, b] = multi(1, 2);
fprintf('%d\n', b);
f = @(varargin) numel(varargin);
fprintf('%d\n', f(1, 2, 3, 4));
