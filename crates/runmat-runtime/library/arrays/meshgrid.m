function [xx, yy, zz] = meshgrid(x, y, z)
% [xx, yy, zz] = meshgrid(x, y, z): coordinates of a grid; x varies along columns, y along rows.
%   [xx, yy] = meshgrid(1:3, 1:2)
  if nargin < 1
    print_usage();
  end
  if nargin == 1
    y = x;
  end
  if nargin < 3 && nargout < 3
    if ~(isvector(x) && isvector(y))
      error('meshgrid: X and Y must be vectors');
    end
    xx = repmat(x(:).', numel(y), 1);
    yy = repmat(y(:), 1, numel(x));
  else
    if nargin < 3
      if nargin == 2
        print_usage();
      end
      z = x;
    end
    if ~(isvector(x) && isvector(y) && isvector(z))
      error('meshgrid: X, Y, and Z must be vectors');
    end
    nx = numel(x);
    ny = numel(y);
    nz = numel(z);
    xx = repmat(x(:).', [ny, 1, nz]);
    yy = repmat(y(:), [1, nx, nz]);
    zz = repmat(reshape(z(:), 1, 1, nz), [ny, nx, 1]);
  end
end
