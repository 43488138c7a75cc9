function [q, ier, nfev, err] = quad(f, a, b, tol, sing, varargin)
  % [q, ier, nfev, err] = quad(f, a, b, tol, sing): integral of a function of one number.
  if nargin < 3
    print_usage();
  end
  if ischar(f)
    f = str2func(f);
  end
  if ~isempty(varargin)
    inner = f;
    f = @(x) inner(x, varargin{:});
  end
  abstol = 1e-10;
  reltol = 1e-10;
  if nargin >= 4 && ~isempty(tol)
    abstol = tol(1);
    if numel(tol) > 1
      reltol = tol(2);
    end
  end
  if nargin < 5 || ~__octave__()
    % The fifth argument of MATLAB asks for a trace.
    sing = [];
  end
  [q, err, nfev] = __gauss_kronrod__(@(x) one_by_one(f, x), a, b, abstol, reltol, sing, 2000);
  ier = 0;
  if ~__octave__()
    ier = nfev;
  end
end

function y = one_by_one(f, x)
  y = zeros(size(x));
  for k = 1:numel(x)
    y(k) = f(x(k));
  end
end
