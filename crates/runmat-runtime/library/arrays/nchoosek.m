function c = nchoosek(v, k)
% nchoosek(n, k): number of ways to choose k of n things; nchoosek(v, k): all choices of k elements of v.
%   nchoosek(5, 2)
  if nargin ~= 2
    error('Invalid call to nchoosek');
  end
  if ~(isreal(k) && isscalar(k) && k >= 0 && k == fix(k))
    error('nchoosek: K must be an integer between 0 and N');
  end
  if isscalar(v)
    if ~(isnumeric(v) && isreal(v) && v == fix(v) && v >= 0) || k > v
      error('nchoosek: N must be a non-negative integer >= K');
    end
    kind = class(v);
    n = double(v);
    k = min(double(k), n - double(k));
    c = 1;
    for j = 1:k
      c = round(c * ((n - k + j) / j));
    end
    if c > flintmax
      warning('nchoosek: possible loss of precision');
    end
    if ~strcmp(kind, 'double')
      c = cast(c, kind);
    end
    return;
  end
  n = numel(v);
  v = v(:).';
  if k == 0
    c = v(zeros(1, 0));
  elseif k > n
    c = v(zeros(0, k));
  elseif k == n
    c = v;
  else
    c = v(choices(n, k));
    if k == 1
      c = c(:);
    end
  end
end

function r = choices(n, k)
  r = (1:n - k + 1)';
  for j = 2:k
    top = n - k + j;
    counts = top - r(:, end);
    from = repelem((1:size(r, 1))', counts);
    first = repelem(r(:, end), counts);
    starts = cumsum([0; counts(1:end-1)]);
    within = (1:numel(from))' - repelem(starts, counts);
    r = [r(from, :), first + within];
  end
end
