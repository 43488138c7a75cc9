function order = __row_order__(v, direction)
  % __row_order__(v, direction): the order of the rows of a variable; equal ones stay as they are.
  [~, ~, codes] = unique(v(:, 1));
  codes = reshape(double(codes), [], 1);
  missed = ismissing(v(:, 1));
  for k = 2:size(v, 2)
    [~, ~, more] = unique(v(:, k));
    codes = [codes, reshape(double(more), [], 1)];
  end
  if strcmp(direction, 'descend')
    codes = -codes;
  end
  codes(missed(:), 1) = Inf;
  [~, order] = sortrows(codes);
end
