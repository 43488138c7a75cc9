function varargout = curl(varargin)
  % [cz, cav] = curl(x, y, fx, fy), [cx, cy, cz, cav] = curl(x, y, z, fx, fy, fz), or without the points: curl and
  % angular velocity of a vector field; one output is the angular velocity.
  switch nargin
    case 2
      at = {};
      f = varargin;
    case 3
      at = {};
      f = varargin;
    case 4
      at = {along(varargin{1}, 2), along(varargin{2}, 1)};
      f = varargin(3:4);
    case 6
      at = {along(varargin{1}, 2), along(varargin{2}, 1), along(varargin{3}, 3)};
      f = varargin(4:6);
    otherwise
      print_usage();
  end
  if numel(f) == 2
    cz = part(f{2}, 1, at) - part(f{1}, 2, at);
    velocity = cz / 2;
    if nargout <= 1
      varargout = {velocity};
    else
      varargout = {cz, velocity};
    end
    return
  end
  cx = part(f{3}, 2, at) - part(f{2}, 3, at);
  cy = part(f{1}, 3, at) - part(f{3}, 1, at);
  cz = part(f{2}, 1, at) - part(f{1}, 2, at);
  size_of_f = sqrt(f{1} .^ 2 + f{2} .^ 2 + f{3} .^ 2);
  velocity = (cx .* f{1} + cy .* f{2} + cz .* f{3}) ./ (2 * size_of_f);
  if nargout <= 1
    varargout = {velocity};
  else
    varargout = {cx, cy, cz, velocity};
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
