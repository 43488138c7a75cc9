function [n, d] = rat (x, tol)
% rat (x, tol): continued fractions of numbers, as text.
% [n, d] = rat (x, tol): the fractions n ./ d.
%
%     rat (pi)
  if nargin < 1
    print_usage ();
  end
  if ~isfloat (x)
    error ('rat: X must be a single or double array');
  end
  y = x(:);
  if nargin < 2
    tol = 1e-6 * norm (y(~isinf (y)), 1);
  elseif ~(isscalar (tol) && isnumeric (tol) && tol > 0)
    error ('rat: TOL must be a numeric scalar > 0');
  end
  count = numel (y);
  nums = zeros (count, 1);
  dens = ones (count, 1);
  texts = cell (count, 1);
  for k = 1:count
    [nums(k), dens(k), texts{k}] = expand (y(k), tol);
  end
  if nargout == 2
    n = reshape (nums, size (x));
    d = reshape (dens, size (x));
  else
    n = char (texts);
    if isempty (texts)
      n = '';
    end
  end
end

function [p, q, text] = expand (x, tol)
  if isinf (x)
    p = sign (x);
    q = 0;
    if p > 0
      text = 'Inf';
    else
      text = '-Inf';
    end
    return;
  elseif isnan (x)
    p = NaN;
    q = 1;
    text = 'NaN';
    return;
  end
  step = round (x);
  p0 = 1;
  q0 = 0;
  p = step;
  q = 1;
  rest = x - step;
  text = int2str (step);
  depth = 0;
  steps = {};
  while abs (x - p / q) >= tol && rest ~= 0
    flip = 1 / rest;
    step = round (flip);
    rest = flip - step;
    [p0, p] = deal (p, p * step + p0);
    [q0, q] = deal (q, q * step + q0);
    depth = depth + 1;
    part = int2str (step);
    steps{depth} = part;
    if depth > 30
      break;
    end
  end
  if depth == 0
    text = [text ' '];
    return;
  end
  for k = 1:depth - 1
    text = [text ' + 1/(' steps{k}];
  end
  if steps{depth}(1) == '-'
    steps{depth} = ['(' steps{depth} ')'];
  end
  text = [text ' + 1/' steps{depth} repmat(')', 1, depth - 1)];
  if q < 0
    p = -p;
    q = -q;
  end
end
