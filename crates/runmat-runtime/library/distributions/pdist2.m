function [d, places] = pdist2(x, y, metric, varargin)
  % d = pdist2(x, y, metric, parameter): distances between rows of x and rows of y.
  % [d, places] = pdist2(x, y, metric, 'Smallest', k): for each row of y the k nearest rows of x.
  %   pdist2([0 0], [3 4; 0 1])
  if nargin < 3
    metric = 'euclidean';
  end
  side = find(cellfun(@(a) (ischar(a) || isstring(a)) && any(strcmpi(a, {'Smallest', 'Largest'})), varargin), 1);
  count = [];
  if ~isempty(side)
    [direction, count] = varargin{side:side + 1};
    varargin(side:side + 1) = [];
  end
  d = __distances__(x, y, metric, [x; y], varargin{:});
  if ~isempty(count)
    orders = {'ascend', 'descend'};
    [d, places] = sort(d, 1, orders{1 + strcmpi(direction, 'Largest')});
    kept = min(count, size(d, 1));
    d = d(1:kept, :);
    places = places(1:kept, :);
  end
end
