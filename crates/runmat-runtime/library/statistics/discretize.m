function [bins, edges] = discretize(x, edges, varargin)
  % [bins, edges] = discretize(x, edges, values, 'IncludedEdge', side): the number of the bin of each element.
  values = [];
  right = false;
  while ~isempty(varargin)
    if ischar(varargin{1}) && strcmpi(varargin{1}, 'IncludedEdge')
      right = strcmpi(varargin{2}, 'right');
      varargin(1:2) = [];
    else
      values = varargin{1};
      varargin(1) = [];
    end
  end
  if isscalar(edges)
    [~, edges] = histcounts(x, edges);
  end
  n = numel(edges) - 1;
  bins = NaN(size(x));
  for k = 1:n
    if right
      in = x > edges(k) & x <= edges(k + 1) | (k == 1 & x == edges(1));
    else
      in = x >= edges(k) & x < edges(k + 1) | (k == n & x == edges(n + 1));
    end
    bins(in) = k;
  end
  if iscell(values)
    named = repmat({''}, size(bins));
    named(~isnan(bins)) = values(bins(~isnan(bins)));
    bins = named;
  elseif ~isempty(values)
    in = ~isnan(bins);
    bins(in) = values(bins(in));
  end
end
