function [r, p, lo, hi] = corrcoef(x, varargin)
% corrcoef(x), corrcoef(x, y): matrix of correlation coefficients; columns are variables.
%   corrcoef([1 2 3], [1 2 4])
  if nargin < 1
    print_usage();
  end
  alpha = 0.05;
  rows = 'complete';
  if ~isempty(varargin) && ~ischar(varargin{1})
    y = varargin{1};
    varargin(1) = [];
    if numel(x) ~= numel(y)
      error('corrcoef: X and Y must be the same size');
    end
    x = [x(:), y(:)];
  end
  for k = 1:2:numel(varargin)
    if k == numel(varargin)
      error('corrcoef: parameter %d must have a value', k);
    end
    switch lower(varargin{k})
      case 'alpha'
        alpha = varargin{k+1};
        if ~(isscalar(alpha) && alpha >= 0 && alpha <= 1)
          error('corrcoef: ALPHA must be a scalar between 0 and 1');
        end
      case 'rows'
        rows = lower(varargin{k+1});
        if ~any(strcmp(rows, {'all', 'complete', 'pairwise'}))
          error('corrcoef: "rows" must be "all", "complete", or "pairwise"');
        end
      otherwise
        error('corrcoef: unknown option');
    end
  end
  if isrow(x)
    x = x(:);
  end
  if strcmp(rows, 'complete') && ~isempty(varargin)
    x(any(isnan(x), 2), :) = [];
  end
  if isempty(x) || isscalar(x)
    r = NaN;
    p = NaN;
    lo = NaN;
    hi = NaN;
    return;
  end
  n = size(x, 1);
  c = center(double(x), 1);
  c = c' * c;
  s = sqrt(diag(c));
  r = c ./ (s * s');
  r(r > 1) = 1;
  r(r < -1) = -1;
  near = abs(abs(r) - 1) < 4 * eps;
  r(near) = sign(r(near));
  m = size(r, 1);
  r(isnan(s), :) = NaN;
  r(:, isnan(s)) = NaN;
  r(1:m+1:end) = 1;
  r(isnan(s), isnan(s)) = NaN;
  if nargout > 1
    t = r .* sqrt((n - 2) ./ (1 - r .^ 2));
    p = betainc((n - 2) ./ (n - 2 + t .^ 2), (n - 2) / 2, 0.5);
    p(1:m+1:end) = 1;
    z = 0.5 * log((1 + r) ./ (1 - r));
    half = sqrt(2) * erfinv(1 - alpha) / sqrt(max(n - 3, 0));
    lo = tanh(z - half);
    hi = tanh(z + half);
    lo(1:m+1:end) = 1;
    hi(1:m+1:end) = 1;
  end
end
