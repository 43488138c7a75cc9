% cross(x, y): vector product of vectors of three elements, or of the columns of arrays.
% cross(x, y, dim): along a dimension of length three.
%     cross([1 0 0], [0 1 0])
function z = cross(x, y, dim)
  if isvector(x) && isvector(y) && numel(x) == 3 && numel(y) == 3 && nargin < 3
    z = [x(2) * y(3) - x(3) * y(2), x(3) * y(1) - x(1) * y(3), x(1) * y(2) - x(2) * y(1)];
    if iscolumn(x) || iscolumn(y)
      z = z.';
    end
    return
  end
  if ~isequal(size(x), size(y))
    if exist('OCTAVE_VERSION', 'builtin')
      error('cross: X and Y must have the same dimensions');
    else
      error('MATLAB:cross:InputSizeMismatch', 'A and B must be same size.');
    end
  end
  if nargin < 3
    dim = find(size(x) == 3, 1);
    if isempty(dim)
      if exist('OCTAVE_VERSION', 'builtin')
        error('cross: must have at least one dimension with 3 elements');
      else
        error('MATLAB:cross:InvalidDimAorB', 'A and B must have at least one dimension of length 3.');
      end
    end
  elseif size(x, dim) ~= 3
    if exist('OCTAVE_VERSION', 'builtin')
      error('cross: dimension DIM must have 3 elements');
    else
      error('MATLAB:cross:InvalidDimAorBForCrossProd', 'A and B must be of length 3 in the dimension in which the cross product is taken.');
    end
  end
  at = repmat({':'}, 1, max(ndims(x), dim));
  [first, second, third] = deal(at);
  first{dim} = 1;
  second{dim} = 2;
  third{dim} = 3;
  z = cat(dim, ...
    x(second{:}) .* y(third{:}) - x(third{:}) .* y(second{:}), ...
    x(third{:}) .* y(first{:}) - x(first{:}) .* y(third{:}), ...
    x(first{:}) .* y(second{:}) - x(second{:}) .* y(first{:}));
end
