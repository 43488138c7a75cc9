function [q, err] = integral2(f, xa, xb, ya, yb, varargin)
  % q = integral2(f, xa, xb, ya, yb, ...): double integral; the limits of y may be functions of x.
  if nargin < 5 || mod(nargin, 2) == 0
    print_usage();
  end
  if ischar(f)
    f = str2func(f);
  end
  if ~isa(f, 'function_handle') && ~isa(f, 'inline')
    print_usage();
  end
  abstol = 1e-10;
  reltol = 1e-6;
  vectorized = true;
  for k = 1:2:numel(varargin)
    switch lower(varargin{k})
      case 'abstol'
        abstol = varargin{k + 1};
        if ~(isnumeric(abstol) && isscalar(abstol) && abstol >= 0)
          error('integral2: AbsTol value must be a numeric scalar >= 0');
        end
      case 'reltol'
        reltol = varargin{k + 1};
        if ~(isnumeric(reltol) && isscalar(reltol) && reltol >= 0)
          error('integral2: RelTol value must be a numeric scalar >= 0');
        end
      case 'vectorized'
        vectorized = varargin{k + 1};
      case 'method'
        if ~any(strcmpi(varargin{k + 1}, {'auto', 'tiled', 'iterated'}))
          error('integral2: unrecognized method "%s"', varargin{k + 1});
        end
      otherwise
        error('integral2: unknown option "%s"', varargin{k});
    end
  end
  if ~(isreal(xa) && isscalar(xa) && isreal(xb) && isscalar(xb))
    error('integral2: XA and XB must be real scalars');
  end
  for limit = {ya, yb}
    if ~isa(limit{1}, 'function_handle') && ~(isnumeric(limit{1}) && isreal(limit{1}) && isscalar(limit{1}))
      error('integral2: YA and YB must be real scalars or functions');
    end
  end
  if ~((islogical(vectorized) || isnumeric(vectorized)) && isscalar(vectorized))
    error('integral2: Vectorized must be a logical value');
  end
  if ~(isa(ya, 'function_handle'))
    low = ya;
    ya = @(x) low;
  end
  if ~(isa(yb, 'function_handle'))
    high = yb;
    yb = @(x) high;
  end
  outer = @(x) inner_integral(f, x, ya, yb, abstol, reltol, vectorized);
  [q, err] = __gauss_kronrod__(outer, xa, xb, abstol, reltol * 1e-2, [], 650, 1);
end

function q = inner_integral(f, x, ya, yb, abstol, reltol, vectorized)
  q = zeros(size(x));
  for k = 1:numel(x)
    if vectorized
      g = @(y) f(x(k) * ones(size(y)), y);
    else
      g = @(y) pointwise(f, x(k), y);
    end
    q(k) = __gauss_kronrod__(g, ya(x(k)), yb(x(k)), abstol * 1e-1, reltol * 1e-3, [], 650, 1);
  end
end

function z = pointwise(f, x, y)
  z = zeros(size(y));
  for k = 1:numel(y)
    z(k) = f(x, y(k));
  end
end
