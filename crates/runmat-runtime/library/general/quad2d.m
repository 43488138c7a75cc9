function [q, err] = quad2d(f, xa, xb, ya, yb, varargin)
  % q = quad2d(f, xa, xb, ya, yb, 'name', value, ...): double integral over a region whose limits of y may be functions of x.
  if nargin < 5 || mod(nargin, 2) == 0
    print_usage();
  end
  if ischar(f)
    f = str2func(f);
  end
  if ~isa(f, 'function_handle') && ~isa(f, 'inline')
    print_usage();
  end
  if ~(isreal(xa) && isscalar(xa) && isreal(xb) && isscalar(xb))
    error('quad2d: XA and XB must be real scalars');
  end
  ya = limit(ya, 'YA');
  yb = limit(yb, 'YB');
  abstol = 1e-10;
  reltol = 1e-6;
  calls = 5000;
  vectorized = true;
  for k = 1:2:numel(varargin)
    name = varargin{k};
    value = varargin{k + 1};
    if ~ischar(name)
      error('quad2d: property PROP must be a string');
    end
    switch lower(name)
      case 'abstol'
        if ~(isnumeric(value) && isscalar(value) && value >= 0)
          error('quad2d: AbsTol value must be a numeric scalar >= 0');
        end
        abstol = value;
      case 'reltol'
        if ~(isnumeric(value) && isscalar(value) && value >= 0)
          error('quad2d: RelTol value must be a numeric scalar >= 0');
        end
        reltol = value;
      case 'maxfunevals'
        if ~(isnumeric(value) && isscalar(value) && value >= 1 && value == fix(value))
          error('quad2d: MaxFunEvals value must be a scalar integer >= 1');
        end
        calls = value;
      case 'singular'
        flag(value, 'Singular');
      case 'vectorized'
        flag(value, 'Vectorized');
        vectorized = logical(value);
      case 'failureplot'
        flag(value, 'FailurePlot');
      otherwise
        error('quad2d: unknown property ''%s''', name);
    end
  end
  if calls < 2
    warning('quad2d: Maximum number of %d function evaluations reached', calls);
  end
  [q, err] = integral2(f, xa, xb, ya, yb, 'AbsTol', abstol, 'RelTol', reltol, 'Vectorized', vectorized);
end

function y = limit(y, name)
  if ~isa(y, 'function_handle') && ~(isnumeric(y) && isreal(y) && isscalar(y))
    error('quad2d: %s must be a real scalar or a function', name);
  end
end

function flag(value, name)
  if ~((islogical(value) || isnumeric(value)) && isscalar(value))
    error('quad2d: %s must be a logical value', name);
  end
end
