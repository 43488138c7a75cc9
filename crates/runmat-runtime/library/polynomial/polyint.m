function q = polyint(p, k)
  % polyint(p, k): the integral of a polynomial, with constant k.
  if nargin < 1
    print_usage();
  end
  if nargin == 1
    k = 0;
  elseif ~isscalar(k)
    error('polyint: the constant of integration must be a scalar');
  end
  if ~(isvector(p) || isempty(p))
    error('polyint: argument must be a vector');
  end
  n = numel(p);
  if n == 0
    q = [];
    return;
  end
  if rows(p) > 1
    p = p.';
  end
  q = [p ./ (n:-1:1), k];
end
