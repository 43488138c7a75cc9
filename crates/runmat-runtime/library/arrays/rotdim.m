function y = rotdim(x, n, plane)
% rotdim(x, n, plane): x turned by n quarter turns in the plane of two dimensions.
%   rotdim([1 2; 3 4])
  if nargin < 1
    print_usage();
  end
  if nargin < 2 || isempty(n)
    n = 1;
  elseif ~(isscalar(n) && isreal(n) && n == fix(n))
    error('rotdim: N must be a scalar integer');
  end
  nd = ndims(x);
  sz = size(x);
  if nargin < 3
    plane = find(sz ~= 1, 2);
    if numel(plane) < 2
      plane = [1 2];
    end
  elseif ~(isvector(plane) && numel(plane) == 2 && all(plane == fix(plane)) && all(plane > 0) && all(plane <= nd) && plane(1) ~= plane(2))
    error('rotdim: PLANE must be a 2 element integer vector defining a valid PLANE');
  end
  n = mod(n, 4);
  order = 1:nd;
  order(plane) = plane([2 1]);
  switch n
    case 0
      y = x;
    case 2
      y = flip(flip(x, plane(1)), plane(2));
    case 1
      y = flip(permute(x, order), min(plane));
    otherwise
      y = permute(flip(x, min(plane)), order);
  end
end
