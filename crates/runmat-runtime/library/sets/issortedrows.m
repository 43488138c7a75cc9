function tf = issortedrows(a, columns_of, direction)
  % tf = issortedrows(a, columns, direction): whether the rows are in order.
  if nargin < 2 || isempty(columns_of)
    columns_of = 1:size(a, 2);
  end
  if ischar(columns_of) || iscell(columns_of)
    direction = columns_of;
    columns_of = 1:size(a, 2);
  elseif nargin < 3
    direction = 'ascend';
  end
  if ischar(direction)
    direction = repmat({direction}, 1, numel(columns_of));
  end
  signs = ones(1, numel(columns_of));
  signs(strncmpi(direction, 'd', 1)) = -1;
  [~, i] = sortrows(a, signs .* columns_of);
  tf = isequal(i(:).', 1:size(a, 1));
end
