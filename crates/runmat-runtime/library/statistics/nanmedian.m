function y = nanmedian(x, varargin)
% nanmedian(x, dim): median of the elements that are not NaN.
%   nanmedian([1 NaN 3])
  if nargin < 2
    dim = find(size(x) ~= 1, 1);
    if isempty(dim)
      dim = 1;
    end
  else
    dim = varargin{1};
  end
  s = sort(x, dim);
  n = sum(~isnan(x), dim);
  sz = size(x);
  y = NaN(size(n));
  before = prod(sz(1:dim-1));
  for k = 1:numel(n)
    if n(k) > 0
      base = mod(k - 1, before) + before * sz(dim) * fix((k - 1) / before);
      lo = s(base + before * (floor((n(k) + 1) / 2) - 1) + 1);
      hi = s(base + before * (ceil((n(k) + 1) / 2) - 1) + 1);
      y(k) = (lo + hi) / 2;
    end
  end
end
