function [theta, phi, r] = cart2sph(x, y, z)
  % [theta, phi, r] = cart2sph(x, y, z): azimuth, elevation and radius.
  if nargin ~= 1 && nargin ~= 3
    print_usage();
  end
  if nargin == 1
    if ~(isnumeric(x) && ismatrix(x))
      error('cart2sph: matrix input must be a 2-D numeric array');
    end
    if columns(x) ~= 3 && numel(x) ~= 3
      error('cart2sph: matrix input must be a 3-element vector or 3-column array');
    end
    if numel(x) == 3
      z = x(3);
      y = x(2);
      x = x(1);
    else
      z = x(:, 3);
      y = x(:, 2);
      x = x(:, 1);
    end
  else
    if ~isnumeric(x) || ~isnumeric(y) || ~isnumeric(z)
      error('cart2sph: X, Y, Z must be numeric arrays or scalars');
    end
    sizes = {size(x), size(y), size(z)};
    sizes = sizes(~[isscalar(x), isscalar(y), isscalar(z)]);
    if numel(sizes) > 1 && ~isequal(sizes{:})
      error('cart2sph: X, Y, Z must be numeric arrays of the same size, or scalar');
    end
    x = x + zeros(size(y)) + zeros(size(z));
    y = y + zeros(size(x));
    z = z + zeros(size(x));
  end
  theta = atan2(y, x);
  phi = atan2(z, sqrt(x .^ 2 + y .^ 2));
  r = sqrt(x .^ 2 + y .^ 2 + z .^ 2);
  if nargout <= 1
    theta = [theta(:), phi(:), r(:)];
  end
end
