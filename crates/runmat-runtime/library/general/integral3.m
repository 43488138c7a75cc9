function [q, err] = integral3(f, xa, xb, ya, yb, za, zb, varargin)
  % q = integral3(f, xa, xb, ya, yb, za, zb, ...): triple integral; inner limits may be functions.
  if nargin < 7 || mod(nargin, 2) == 0
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
      case 'reltol'
        reltol = varargin{k + 1};
      case 'vectorized'
        vectorized = varargin{k + 1};
      case 'method'
        if ~any(strcmpi(varargin{k + 1}, {'auto', 'tiled', 'iterated'}))
          error('integral3: unrecognized method "%s"', varargin{k + 1});
        end
      otherwise
        error('integral3: unknown option "%s"', varargin{k});
    end
  end
  if ~(isreal(xa) && isscalar(xa) && isreal(xb) && isscalar(xb))
    error('integral3: XA and XB must be real scalars');
  elseif ~(isnumeric(abstol) && isscalar(abstol) && abstol >= 0)
    error('integral3: AbsTol value must be a numeric scalar >= 0');
  elseif ~(isnumeric(reltol) && isscalar(reltol) && reltol >= 0)
    error('integral3: RelTol value must be a numeric scalar >= 0');
  elseif ~((islogical(vectorized) || isnumeric(vectorized)) && isscalar(vectorized))
    error('integral3: Vectorized must be a logical value');
  end
  for limit = {ya, yb, za, zb}
    if ~isa(limit{1}, 'function_handle') && ~(isnumeric(limit{1}) && isreal(limit{1}) && isscalar(limit{1}))
      error('integral3: YA, YB, ZA and ZB must be real scalars or functions');
    end
  end
  if ~isa(ya, 'function_handle')
    y1 = ya;
    ya = @(x) y1;
  end
  if ~isa(yb, 'function_handle')
    y2 = yb;
    yb = @(x) y2;
  end
  if ~isa(za, 'function_handle')
    z1 = za;
    za = @(x, y) z1;
  end
  if ~isa(zb, 'function_handle')
    z2 = zb;
    zb = @(x, y) z2;
  end
  outer = @(x) over_yz(f, x, ya, yb, za, zb, abstol, reltol, vectorized);
  [q, err] = __gauss_kronrod__(outer, xa, xb, abstol, reltol, [], 650, 1);
end

function q = over_yz(f, x, ya, yb, za, zb, abstol, reltol, vectorized)
  q = zeros(size(x));
  for k = 1:numel(x)
    g = @(y) over_z(f, x(k), y, za, zb, abstol, reltol, vectorized);
    q(k) = __gauss_kronrod__(g, ya(x(k)), yb(x(k)), abstol, reltol, [], 650, 1);
  end
end

function q = over_z(f, x, y, za, zb, abstol, reltol, vectorized)
  q = zeros(size(y));
  for k = 1:numel(y)
    if vectorized
      g = @(z) f(x * ones(size(z)), y(k) * ones(size(z)), z);
    else
      g = @(z) pointwise(f, x, y(k), z);
    end
    q(k) = __gauss_kronrod__(g, za(x, y(k)), zb(x, y(k)), abstol, reltol, [], 650, 1);
  end
end

function v = pointwise(f, x, y, z)
  v = zeros(size(z));
  for k = 1:numel(z)
    v(k) = f(x, y, z(k));
  end
end
