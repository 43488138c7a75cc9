function [q, err] = integral(f, a, b, varargin)
  % q = integral(f, a, b, 'AbsTol', t, 'RelTol', t, 'ArrayValued', true, 'Waypoints', w).
  if nargin < 3 || mod(nargin, 2) == 0
    print_usage();
  end
  if ischar(f)
    f = str2func(f);
  end
  if ~isa(f, 'function_handle') && ~isa(f, 'inline')
    print_usage();
  end
  if isa(a, 'single') || isa(b, 'single')
    abstol = 1e-5;
    reltol = 1e-4;
  else
    abstol = 1e-10;
    reltol = 1e-6;
  end
  arrayvalued = false;
  waypoints = [];
  for k = 1:2:numel(varargin)
    value = varargin{k + 1};
    switch lower(varargin{k})
      case 'reltol'
        reltol = value;
      case 'abstol'
        abstol = value;
      case 'waypoints'
        waypoints = value(:);
      case 'arrayvalued'
        arrayvalued = value;
      otherwise
        error('integral: unknown option "%s"', varargin{k});
    end
  end
  if ~(isnumeric(abstol) && isscalar(abstol) && abstol >= 0)
    error('integral: ABSTOL must be a scalar >=0');
  elseif ~(isnumeric(reltol) && isscalar(reltol) && reltol >= 0)
    error('integral: RELTOL must be a scalar >=0');
  end
  if arrayvalued
    q = array_integral(f, a, b, abstol, reltol, waypoints);
    err = 0;
  else
    [q, err] = __gauss_kronrod__(f, a, b, abstol, min(reltol, 1e-6) * 1e-2, waypoints, 2000);
  end
end

function q = array_integral(f, a, b, abstol, reltol, waypoints)
  sample = f((max(min(a, b), -1e3) + min(max(a, b), 1e3)) / 2);
  if isinf(a) || isinf(b)
    q = zeros(size(sample));
    for k = 1:numel(sample)
      q(k) = __gauss_kronrod__(@(x) component(f, x, k), a, b, abstol, reltol * 1e-2, waypoints, 650);
    end
    return;
  end
  ends = [a; waypoints; b];
  q = zeros(size(sample));
  for k = 1:numel(ends) - 1
    q = q + quadv(f, ends(k), ends(k + 1), abstol * 10);
  end
end

function y = component(f, x, k)
  y = zeros(size(x));
  for j = 1:numel(x)
    v = f(x(j));
    y(j) = v(k);
  end
end
