function L = del2(M, varargin)
  % L = del2(M, h, ...): the discrete Laplacian divided by twice the number of dimensions.
  nd = ndims(M);
  if nargin < 1 || ~any(numel(varargin) == [0, 1, nd])
    print_usage();
  end
  sizes = size(M);
  points = cell(1, nd);
  if numel(varargin) <= 1
    h = 1;
    if ~isempty(varargin)
      h = varargin{1};
    end
    if isscalar(h)
      for k = 1:nd
        points{k} = h * (1:sizes(k)).';
      end
    else
      along = find(sizes == numel(h), 1);
      if ~isvector(h) || ~isvector(M) || isempty(along)
        error('del2: dimensions and lengths must agree in the spacing vector');
      end
      for k = 1:nd
        points{k} = (1:sizes(k)).';
      end
      points{find(sizes ~= 1, 1)} = h(:);
    end
  else
    % The first spacing belongs to the columns.
    varargin([1, 2]) = varargin([2, 1]);
    for k = 1:nd
      h = varargin{k};
      if isscalar(h)
        points{k} = h * (1:sizes(k)).';
      elseif isvector(h)
        if numel(h) ~= sizes(k)
          error('del2: dimensions and lengths do not match in spacing vector %d', k);
        end
        points{k} = h(:);
      else
        error('del2: each spacing must be a scalar or vector');
      end
    end
  end
  L = zeros(sizes);
  for k = 1:nd
    if sizes(k) >= 3
      L = L + second_derivative(M, points{k}, k);
    end
  end
  L = L / (2 * nd);
end

function D = second_derivative(M, x, dim)
  order = [dim, 1:dim - 1, dim + 1:ndims(M)];
  A = permute(M, order);
  shape = size(A);
  n = shape(1);
  A = reshape(A, n, []);
  h = diff(x);
  slopes = diff(A, 1, 1) ./ h;
  inner = 2 * diff(slopes, 1, 1) ./ (h(1:end - 1) + h(2:end));
  if n == 3
    D = [inner; inner; inner];
  else
    first = inner(1, :) + (inner(1, :) - inner(2, :)) * (h(1) / h(2));
    last = inner(end, :) + (inner(end, :) - inner(end - 1, :)) * (h(end) / h(end - 1));
    D = [first; inner; last];
  end
  D = ipermute(reshape(D, shape), order);
end
