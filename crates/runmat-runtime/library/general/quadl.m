function [q, nfev] = quadl(f, a, b, tol, trace, varargin)
  % q = quadl(f, a, b, tol): integral by adaptive Lobatto rules.
  if nargin < 3
    print_usage();
  end
  if nargin < 4 || isempty(tol)
    tol = 1e-6;
  end
  if numel(tol) > 1
    tol = tol(1);
  end
  if ischar(f)
    f = str2func(f);
  end
  extra = varargin;
  g = @(x) f(x, extra{:});
  [q, ~, nfev] = __gauss_kronrod__(g, a, b, tol * 1e-2, 1e-10, [], 650);
end
