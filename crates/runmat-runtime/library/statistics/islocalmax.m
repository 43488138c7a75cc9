function tf = islocalmax(a, dim)
  % tf = islocalmax(a, dim): places larger than both neighbours (of a plateau the first).
  if nargin < 2
    dim = find(size(a) ~= 1, 1);
    if isempty(dim)
      dim = 1;
    end
  end
  order = [dim, 1:dim - 1, dim + 1:ndims(a)];
  x = permute(a, order);
  shape = size(x);
  x = reshape(x, shape(1), []);
  tf = false(size(x));
  for c = 1:size(x, 2)
    v = x(:, c);
    starts = find([true; v(2:end) ~= v(1:end - 1)]);
    w = v(starts);
    peak = [false; w(2:end - 1) > w(1:end - 2) & w(2:end - 1) > w(3:end); false];
    tf(starts(peak(1:numel(starts))), c) = true;
  end
  tf = ipermute(reshape(tf, shape), order);
end
