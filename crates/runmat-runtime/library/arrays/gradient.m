function varargout = gradient(m, varargin)
% [dx, dy, ...] = gradient(m, s): central differences, one-sided at the ends; m may be a function with points.
%   gradient([1 4 9])
  if nargin < 1
    print_usage();
  end
  if isnumeric(m)
    [varargout{1:max(1, nargout)}] = of_matrix(m, varargin{:});
  elseif isa(m, 'function_handle') || ischar(m)
    [varargout{1:max(1, nargout)}] = of_function(m, varargin{:});
  else
    error('gradient: first input must be an array or a function');
  end
end

function varargout = of_matrix(m, varargin)
  sz = size(m);
  nd = ndims(m);
  turned = false;
  if isvector(m)
    if sz(2) == 1
      turned = true;
      m = m.';
    end
    sz = size(m);
    nd = 1;
  end
  steps = cell(1, max(nd, 1));
  order = [2 1 3:nd];
  for k = 1:nd
    n = sz(order(k));
    if isempty(varargin)
      h = 1;
    elseif numel(varargin) == 1
      h = varargin{1};
    elseif numel(varargin) < nd
      error('gradient: incorrect number of arguments');
    else
      h = varargin{k};
    end
    if isscalar(h)
      steps{k} = h * ones(n - 1, 1);
    else
      if numel(h) ~= n
        error('gradient: size of dimensions and spacing values must match');
      end
      steps{k} = diff(h(:));
    end
  end
  for k = 1:min(max(1, nargout), nd)
    d = order(k);
    n = sz(d);
    rest = [d, 1:d-1, d+1:max(2, numel(sz))];
    t = reshape(permute(m, rest), n, []);
    y = zeros(size(t));
    h = steps{k};
    if n > 1
      y(1, :) = (t(2, :) - t(1, :)) / h(1);
      y(n, :) = (t(n, :) - t(n-1, :)) / h(end);
      y(2:n-1, :) = (t(3:n, :) - t(1:n-2, :)) ./ (h(1:n-2, 1) + h(2:n-1, 1));
    end
    varargout{k} = ipermute(reshape(y, sz(rest)), rest);
    if turned
      varargout{k} = varargout{k}.';
    end
  end
end

function varargout = of_function(f, points, varargin)
  if nargin < 2
    print_usage();
  end
  if ischar(f)
    f = str2func(f);
  end
  as_row = isvector(points) && size(points, 2) ~= 1;
  nd = max(1, nargout);
  if nd == 1 && as_row
    points = points(:);
  end
  if isempty(varargin)
    h = ones(1, size(points, 2));
  elseif numel(varargin) == 1 && isscalar(varargin{1})
    h = varargin{1} * ones(1, size(points, 2));
  else
    h = [varargin{:}];
  end
  for k = 1:nd
    step = zeros(1, size(points, 2));
    step(k) = h(k);
    up = num2cell(points + step / 2, 1);
    down = num2cell(points - step / 2, 1);
    varargout{k} = (f(up{:}) - f(down{:})) / h(k);
    if nd == 1 && as_row
      varargout{k} = varargout{k}.';
    end
  end
end
