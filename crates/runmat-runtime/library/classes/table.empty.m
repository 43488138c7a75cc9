function t = empty(varargin)
  % table.empty(), table.empty(0, n): a table without rows.
  t = table();
  if nargin > 1 && varargin{2} > 0
    t = array2table(zeros(varargin{1}, varargin{2}));
  end
end
