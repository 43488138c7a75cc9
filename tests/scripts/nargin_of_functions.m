%% compat: both
1;
function [a, b] = two_three(x, y, z)
  a = 1; b = 2;
end
function varargout = any_out(p, varargin)
  varargout{1} = 0;
end
fprintf('%d %d\n', nargin(@two_three), nargout(@two_three));
fprintf('%d %d\n', nargin(@any_out), nargout(@any_out));
f = @(x, y) x + y;
fprintf('%d\n', nargin(f));
