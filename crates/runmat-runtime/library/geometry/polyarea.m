function a = polyarea(x, y, dim)
  % a = polyarea(x, y, dim): area of polygons.
  if nargin < 2
    print_usage();
  elseif ~isequal(size(x), size(y))
    error('polyarea: X and Y must have the same shape');
  end
  if nargin == 2
    d = find(size(x) ~= 1, 1);
    if isempty(d)
      d = 1;
    end
    dim = d;
  end
  a = abs(sum(x .* (circshift(y, -1, dim) - circshift(y, 1, dim)), dim)) / 2;
end
