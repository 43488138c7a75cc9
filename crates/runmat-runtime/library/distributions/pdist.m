function d = pdist(x, metric, varargin)
  % d = pdist(x, metric, parameter): distances between the rows of x: of 2 and 1, 3 and 1, and so on, as a row.
  %   pdist([0 0; 3 4])
  if nargin < 2
    metric = 'euclidean';
  end
  all_pairs = __distances__(x, x, metric, x, varargin{:});
  d = all_pairs(tril(true(size(all_pairs)), -1)).';
end
