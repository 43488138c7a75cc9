function [x, y, z] = sph2cart(theta, phi, r)
  % [x, y, z] = sph2cart(theta, phi, r): Cartesian coordinates of azimuth, elevation and radius.
  if nargin ~= 1 && nargin ~= 3
    print_usage();
  end
  if nargin == 1
    if ~(isnumeric(theta) && ismatrix(theta))
      error('sph2cart: matrix input must be a 2-D numeric array');
    end
    if columns(theta) ~= 3 && numel(theta) ~= 3
      error('sph2cart: matrix input must be a 3-element vector or 3-column array');
    end
    if numel(theta) == 3
      r = theta(3);
      phi = theta(2);
      theta = theta(1);
    else
      r = theta(:, 3);
      phi = theta(:, 2);
      theta = theta(:, 1);
    end
  elseif ~isnumeric(theta) || ~isnumeric(phi) || ~isnumeric(r)
    error('sph2cart: THETA, PHI, and R must be numeric arrays of the same size, or scalar');
  end
  x = r .* cos(phi) .* cos(theta);
  y = r .* cos(phi) .* sin(theta);
  z = r .* sin(phi);
  z = z + zeros(size(x));
  if nargout <= 1
    x = [x(:), y(:), z(:)];
  end
end
