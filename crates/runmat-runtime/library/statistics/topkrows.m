function [y, i] = topkrows(x, k, varargin)
  % [y, i] = topkrows(x, k, columns, direction): the first k rows of x sorted, descending unless told otherwise.
  columns_of = 1:size(x, 2);
  direction = 'descend';
  for n = 1:numel(varargin)
    if ischar(varargin{n}) || iscell(varargin{n})
      direction = varargin{n};
    else
      columns_of = varargin{n};
    end
  end
  if ischar(direction)
    direction = repmat({direction}, 1, numel(columns_of));
  end
  signs = ones(1, numel(columns_of));
  signs(strncmpi(direction, 'descend', 1)) = -1;
  [~, i] = sortrows(x, signs .* columns_of);
  i = i(1:min(k, numel(i)));
  y = x(i, :);
end
