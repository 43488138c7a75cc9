function [x, y, z] = pol2cart(theta, r, z)
  % [x, y] = pol2cart(theta, r): Cartesian coordinates; a third one is passed on.
  if nargin < 1 || nargin > 3
    print_usage();
  end
  if nargin == 1
    if ~(isnumeric(theta) && ismatrix(theta))
      error('pol2cart: matrix input must be a 2-D numeric array');
    end
    if isvector(theta)
      n = numel(theta);
      if n ~= 2 && n ~= 3
        error('pol2cart: matrix input must be a 2- or 3-element vector or a 2- or 3-column array');
      end
      if n == 3
        z = theta(3);
      else
        z = [];
      end
      r = theta(2);
      theta = theta(1);
    else
      n = columns(theta);
      if n ~= 2 && n ~= 3
        error('pol2cart: matrix input must be a 2- or 3-element vector or a 2- or 3-column array');
      end
      if n == 3
        z = theta(:, 3);
      else
        z = [];
      end
      r = theta(:, 2);
      theta = theta(:, 1);
    end
  elseif nargin == 2
    z = [];
    check_pair('pol2cart', 'THETA, R', theta, r);
  else
    check_pair('pol2cart', 'THETA, R, and Z', theta, r);
    check_pair('pol2cart', 'THETA, R, and Z', theta, z);
  end
  x = r .* cos(theta);
  y = r .* sin(theta);
  if ~isempty(z)
    z = z + zeros(size(x));
    x = x + zeros(size(z));
    y = y + zeros(size(z));
  end
  if nargout <= 1
    if ~isempty(z)
      x = [x(:), y(:), z(:)];
    else
      x = [x(:), y(:)];
    end
  end
end

function check_pair(name, what, a, b)
  if ~(isnumeric(a) && isnumeric(b))
    error('%s: %s must be numeric arrays of the same size, or scalar', name, what);
  end
  if ~isscalar(a) && ~isscalar(b) && ~isequal(size(a), size(b))
    error('%s: %s must be numeric arrays of the same size, or scalar', name, what);
  end
end
