function [q, err, nr_points] = quadcc(f, a, b, tol, sing)
  % [q, err, n] = quadcc(f, a, b, tol, sing): integral, to the absolute and relative tolerances tol.
  if nargin < 3
    print_usage();
  end
  if ischar(f)
    f = str2func(f);
  end
  if ~isa(f, 'function_handle') && ~isa(f, 'inline')
    error('quadcc: first argument F must be a function');
  end
  if ~isnumeric(a) || ~isreal(a) || ~isscalar(a)
    error('quadcc: lower limit of integration (A) must be a real scalar');
  end
  if ~isnumeric(b) || ~isreal(b) || ~isscalar(b)
    error('quadcc: upper limit of integration (B) must be a real scalar');
  end
  abstol = 1e-10;
  reltol = 1e-6;
  if nargin >= 4 && ~isempty(tol)
    if ~isnumeric(tol) || numel(tol) > 2
      error('quadcc: TOL must be a 1- or 2-element vector');
    end
    abstol = tol(1);
    if numel(tol) > 1
      reltol = tol(2);
    end
    if any(tol < 0)
      error('quadcc: absolute tolerance must be nonnegative');
    end
  end
  if nargin < 5
    sing = [];
  elseif ~isempty(sing) && ~(isnumeric(sing) && isreal(sing))
    error('quadcc: list of singularities (SING) must be a vector of real values');
  end
  sample = f((max(min(a, b), -1e3) + min(max(a, b), 1e3)) / 2);
  if numel(sample) > 1
    % An array-valued integrand, component by component.
    q = zeros(size(sample));
    err = q;
    nr_points = 0;
    for k = 1:numel(sample)
      [q(k), err(k), n] = __gauss_kronrod__(@(x) component(f, x, k), a, b, abstol, reltol * 1e-3, sing, 2000);
      nr_points = nr_points + n;
    end
    return;
  end
  [q, err, nr_points] = __gauss_kronrod__(f, a, b, abstol, reltol * 1e-4, sing, 2000, 3);
end

function y = component(f, x, k)
  y = zeros(size(x));
  for j = 1:numel(x)
    v = f(x(j));
    y(j) = v(k);
  end
end
