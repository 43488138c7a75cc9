function n = countcats(c, dim)
  % n = countcats(c), countcats(c, dim): how many elements each category has.
  codes = c.data__;
  if nargin < 2
    dim = find(size(codes) ~= 1, 1);
    if isempty(dim)
      dim = 1;
    end
  end
  count = numel(c.categories);
  if dim == 1
    n = zeros(count, size(codes, 2));
    for k = 1:count
      n(k, :) = sum(codes == k, 1);
    end
  else
    n = zeros(size(codes, 1), count);
    for k = 1:count
      n(:, k) = sum(codes == k, 2);
    end
  end
end
