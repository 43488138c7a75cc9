function d = divergence(varargin)
  % d = divergence(x, y, fx, fy), divergence(x, y, z, fx, fy, fz), or without the points: of a vector field.
  switch nargin
    case 2
      d = part(varargin{1}, 1, {}) + part(varargin{2}, 2, {});
    case 3
      d = part(varargin{1}, 1, {}) + part(varargin{2}, 2, {}) + part(varargin{3}, 3, {});
    case 4
      at = {along(varargin{1}, 2), along(varargin{2}, 1)};
      d = part(varargin{3}, 1, at) + part(varargin{4}, 2, at);
    case 6
      at = {along(varargin{1}, 2), along(varargin{2}, 1), along(varargin{3}, 3)};
      d = part(varargin{4}, 1, at) + part(varargin{5}, 2, at) + part(varargin{6}, 3, at);
    otherwise
      print_usage();
  end
end

function v = along(x, dim)
  % The points along one dimension.
  if isvector(x)
    v = x(:);
  else
    at = {1, 1, 1};
    at{dim} = ':';
    v = squeeze(x(at{:}));
    v = v(:);
  end
end

function g = part(f, k, at)
  % The derivative of f along x, y or z.
  results = cell(1, max(k, 2));
  [results{:}] = gradient(f, at{:});
  g = results{k};
end
