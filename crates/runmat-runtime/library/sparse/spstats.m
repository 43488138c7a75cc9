function [count, average, spread] = spstats(S, j)
  % [count, mean, var] = spstats(S): of the elements of each column that are not zero, how many there are,
  % their mean and their variance.
  % spstats(S, j): given columns j instead of a matrix, S being the elements.
  %
  %     count = spstats([1 2; 0 3])
  if nargin < 1 || nargin > 2
    print_usage();
  end
  if nargin == 1
    n = size(S, 2);
    [i, j, v] = find(S);
  else
    v = S(:);
    j = j(:);
    n = max(j);
  end
  j = j(:);
  v = v(:);
  one = ones(size(j));
  count = sparse(one, j, one, 1, n);
  if nargout > 1
    counts = full(count);
    counts(counts == 0) = 1;
    average = sparse(one, j, v, 1, n) ./ counts;
  end
  if nargout > 2
    middle = full(average);
    distance = v - middle(j).';
    less = full(count) - 1;
    less(less <= 0) = 1;
    spread = sparse(one, j, distance .* distance, 1, n) ./ less;
  end
end
