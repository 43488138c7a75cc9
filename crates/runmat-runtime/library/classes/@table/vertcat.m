function t = vertcat(varargin)
  % [t1; t2; ...]: the rows of all; variables go by name.
  varargin = varargin(cellfun(@(x) ~isempty(x) || isa(x, 'table') && x.size__(2) > 0, varargin));
  if isempty(varargin)
    t = table();
    return
  end
  first = find(cellfun(@(x) isa(x, 'table'), varargin), 1);
  t = varargin{first};
  rows = cell(1, numel(varargin));
  parts = cell(numel(varargin), t.size__(2));
  named = false;
  for k = 1:numel(varargin)
    b = varargin{k};
    if iscell(b)
      columns = arrayfun(@(p) __cell_column__(b(:, p)), 1:size(b, 2), 'UniformOutput', false);
      b = __table__(columns, t.names, cell(0, 1));
    elseif ~isa(b, 'table')
      error('MATLAB:table:vertcat:InvalidInput', 'All input arguments must be tables.');
    end
    if b.size__(2) ~= t.size__(2)
      error('MATLAB:table:vertcat:SizeMismatch', 'All tables being vertically concatenated must have the same number of variables.');
    end
    [found, order] = ismember(t.names, b.names);
    if ~all(found)
      error('MATLAB:table:vertcat:UnequalVarNames', 'All tables being vertically concatenated must have the same variable names.');
    end
    parts(k, :) = b.vars(order);
    rows{k} = b.rows;
    named = named || ~isempty(b.rows);
    if isempty(b.rows)
      rows{k} = repmat({''}, b.size__(1), 1);
    end
  end
  for k = 1:t.size__(2)
    t.vars{k} = __stacked__(parts(:, k));
  end
  t.size__(1) = sum(cellfun(@numel, rows));
  t.rows = cell(0, 1);
  if named
    t.rows = vertcat(rows{:});
    for k = find(cellfun(@isempty, t.rows)).'
      t.rows{k} = sprintf('Row%d', k);
    end
    if numel(unique(t.rows)) < numel(t.rows)
      error('MATLAB:table:DuplicateRowNames', 'Duplicate table row name.');
    end
  end
end
