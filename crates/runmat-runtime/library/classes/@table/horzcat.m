function t = horzcat(varargin)
  % [t1, t2, ...]: the variables of all.
  varargin = varargin(cellfun(@(x) isa(x, 'table') || ~isempty(x), varargin));
  t = varargin{1};
  for k = 2:numel(varargin)
    b = varargin{k};
    if ~isa(b, 'table')
      b = table(b, 'VariableNames', {sprintf('Var%d', t.size__(2) + 1)});
    end
    if any(t.size__ > 0) && any(b.size__ > 0) && b.size__(1) ~= t.size__(1)
      error('MATLAB:table:horzcat:SizeMismatch', 'All tables in the bracketed expression must have the same number of rows.');
    end
    if ~isempty(b.rows) && ~isempty(t.rows)
      [same, order] = ismember(t.rows, b.rows);
      if ~all(same)
        error('MATLAB:table:horzcat:UnequalRowNames', 'All tables in the bracketed expression that have row names must have the same row names.');
      end
      b = __select__(b, order, ':');
    elseif isempty(t.rows)
      t.rows = b.rows;
    end
    twice = intersect(t.names, b.names);
    if ~isempty(twice)
      error('MATLAB:table:DuplicateVarNames', 'Duplicate table variable name: ''%s''.', twice{1});
    end
    t = __add__(t, b.vars, b.names, t.size__(2));
  end
end
