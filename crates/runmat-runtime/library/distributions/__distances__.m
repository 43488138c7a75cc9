function d = __distances__(x, y, metric, sample, parameter)
  % d = __distances__(x, y, metric, sample, parameter): distances between rows; what a metric has to know of the
  % data it takes from the sample.
  if size(x, 2) ~= size(y, 2)
    error('stats:pdist2:SizeMismatch', 'X and Y must have the same number of columns.');
  end
  if isa(metric, 'function_handle')
    d = zeros(size(x, 1), size(y, 1));
    for k = 1:size(y, 1)
      d(:, k) = metric(y(k, :), x);
    end
    return
  end
  given = nargin > 4 && ~isempty(parameter);
  metric = lower(char(metric));
  switch metric
    case 'seuclidean'
      scale = std(sample);
      if given
        scale = parameter;
      end
      [x, y] = deal(x ./ scale, y ./ scale);
    case 'mahalanobis'
      spread = cov(sample);
      if given
        spread = parameter;
      end
      root = chol(spread);
      [x, y] = deal(x / root, y / root);
    case 'correlation'
      [x, y] = deal(x - mean(x, 2), y - mean(y, 2));
    case 'spearman'
      [x, y] = deal(ranked(x), ranked(y));
  end
  if any(strcmp(metric, {'cosine', 'correlation', 'spearman'}))
    [x, y] = deal(x ./ sqrt(sum(x .^ 2, 2)), y ./ sqrt(sum(y .^ 2, 2)));
    d = max(1 - x * y.', 0);
    return
  end
  p = 2;
  if strcmp(metric, 'minkowski') && given
    p = parameter;
  end
  % The columns of all pairs, one page for each row of y.
  other = permute(y, [3 2 1]);
  delta = abs(x - other);
  switch metric
    case {'euclidean', 'seuclidean', 'mahalanobis', 'fasteuclidean'}
      d = sqrt(sum(delta .^ 2, 2));
    case {'squaredeuclidean', 'fastsquaredeuclidean'}
      d = sum(delta .^ 2, 2);
    case 'cityblock'
      d = sum(delta, 2);
    case 'minkowski'
      d = sum(delta .^ p, 2) .^ (1 / p);
    case {'chebychev', 'chebyshev'}
      d = max(delta, [], 2);
    case 'hamming'
      d = mean(x ~= other, 2);
    case 'jaccard'
      present = x ~= 0 | other ~= 0;
      d = sum(x ~= other & present, 2) ./ sum(present, 2);
    otherwise
      error('stats:pdist2:UnrecognizedDistance', 'Unknown distance: ''%s''.', metric);
  end
  d = reshape(d, size(x, 1), size(y, 1));
end

function x = ranked(x)
  for k = 1:size(x, 1)
    x(k, :) = ranks(x(k, :), 2);
  end
  x = x - mean(x, 2);
end
