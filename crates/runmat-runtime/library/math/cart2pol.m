function [theta, r, z] = cart2pol(x, y, z)
  % [theta, r] = cart2pol(x, y): polar coordinates; a third one is passed on.
  if nargin < 1 || nargin > 3
    print_usage();
  end
  if nargin == 1
    if ~(isnumeric(x) && ismatrix(x))
      error('cart2pol: matrix input must be a 2-D numeric array');
    end
    if isvector(x)
      n = numel(x);
      if n ~= 2 && n ~= 3
        error('cart2pol: matrix input must be a 2- or 3-element vector or a 2- or 3-column array');
      end
      if n == 3
        z = x(3);
      else
        z = [];
      end
      y = x(2);
      x = x(1);
    else
      n = columns(x);
      if n ~= 2 && n ~= 3
        error('cart2pol: matrix input must be a 2- or 3-element vector or a 2- or 3-column array');
      end
      if n == 3
        z = x(:, 3);
      else
        z = [];
      end
      y = x(:, 2);
      x = x(:, 1);
    end
  elseif nargin == 2
    z = [];
    check_pair('cart2pol', 'X, Y', x, y);
  else
    check_pair('cart2pol', 'X, Y, and Z', x, y);
    check_pair('cart2pol', 'X, Y, and Z', x, z);
  end
  theta = atan2(y, x);
  r = sqrt(x .^ 2 + y .^ 2);
  if ~isempty(z)
    z = z + zeros(size(theta));
    theta = theta + zeros(size(z));
    r = r + zeros(size(z));
  end
  if nargout <= 1
    if ~isempty(z)
      theta = [theta(:), r(:), z(:)];
    else
      theta = [theta(:), r(:)];
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
