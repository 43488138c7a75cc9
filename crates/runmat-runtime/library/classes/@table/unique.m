function [u, i, j] = unique(t, varargin)
  % [u, i, j] = unique(t), unique(t, 'stable'), unique(t, variables): the different rows.
  options = {};
  for k = 1:numel(varargin)
    if ~ischar(varargin{k}) || ~any(strcmpi(varargin{k}, {'rows', 'stable', 'sorted', 'first', 'last'}))
      t = __select__(t, ':', varargin{k});
    elseif ~strcmpi(varargin{k}, 'rows')
      options{end + 1} = varargin{k};
    end
  end
  codes = __row_codes__(t, 1:t.size__(2));
  [~, i, j] = unique(codes, 'rows', options{:});
  u = __select__(t, i, ':');
end
