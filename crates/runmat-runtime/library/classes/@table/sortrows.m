function [t, order] = sortrows(t, varargin)
  % [t, order] = sortrows(t, variables, direction): the rows in the order of variables, or of the names of rows.
  direction = {'ascend'};
  columns = 1:t.size__(2);
  if ~isempty(varargin)
    columns = varargin{1};
    if numel(varargin) > 1
      direction = lower(cellstr(varargin{2}));
    end
  end
  if ischar(columns) && (strcmpi(columns, 'RowNames') || strcmp(columns, t.DimensionNames{1}))
    [~, order] = sort(t.rows);
    if strcmp(direction{1}, 'descend')
      order = flipud(order);
    end
    t = __select__(t, order, ':');
    return
  end
  if ischar(columns) && any(strcmpi(columns, {'ascend', 'descend'})) && ~any(strcmp(columns, t.names))
    direction = {lower(columns)};
    columns = 1:t.size__(2);
  end
  if isnumeric(columns)
    down = columns < 0;
    columns = abs(columns);
    if any(down)
      direction = repmat({'ascend'}, 1, numel(columns));
      direction(down) = {'descend'};
    end
  end
  columns = __column_index__(t, columns);
  if numel(direction) == 1
    direction = repmat(direction, 1, numel(columns));
  end
  order = (1:t.size__(1)).';
  for k = numel(columns):-1:1
    v = __rows__(t.vars{columns(k)}, order);
    order = order(__row_order__(v, direction{k}));
  end
  t = __select__(t, order, ':');
end
