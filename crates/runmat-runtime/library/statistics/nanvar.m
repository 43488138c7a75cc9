function y = nanvar(x, opt, dim)
% nanvar(x, opt, dim): variance of the elements that are not NaN.
%   nanvar([1 NaN 3])
  if nargin < 2 || isempty(opt)
    opt = 0;
  end
  if nargin < 3
    dim = find(size(x) ~= 1, 1);
    if isempty(dim)
      dim = 1;
    end
  end
  bad = isnan(x);
  n = sum(~bad, dim);
  x(bad) = 0;
  d = x - sum(x, dim) ./ n;
  d(bad) = 0;
  y = sum(abs(d) .^ 2, dim) ./ max(n - 1 + opt, 1);
  y(n == 0) = NaN;
end
