function c = nchoosek(v, k)
  % nchoosek(n, k): number of ways to choose k of n.  nchoosek(v, k): all choices of k elements of v, a row each.
  if nargin ~= 2
    print_usage();
  end
  if ~isvector(v) && ~isempty(v) && __octave__()
    error('nchoosek: first argument must be a scalar or a vector');
  end
  if ~(isreal(k) && isscalar(k) && (isnumeric(k) || islogical(k)) && k >= 0 && k == fix(k))
    error('nchoosek: K must be an integer between 0 and N');
  end
  if isscalar(v) && isnumeric(v)
    if ~isreal(v) || v ~= fix(v) || v < k || v < 0
      error('nchoosek: N must be a non-negative integer >= K');
    end
    c = count(v, k);
  else
    c = choices(v, double(k));
  end
end

function c = count(n, k)
  k = min(k, n - k);
  type = class(n);
  c = double(1);
  n = double(n);
  for i = 1:double(k)
    c = round(c * ((n - double(k) + i) / i));
  end
  if isinteger(cast(0, type))
    c = cast(c, type);
    if c == intmax(type)
      warning('nchoosek: result may have saturated at intmax');
    end
  elseif c * 2 * double(k) * eps / 2 >= 0.5
    warning('nchoosek: possible loss of precision');
  end
  c = cast(c, type);
end

function c = choices(v, k)
  n = numel(v);
  if k == 0
    c = v(zeros(1, 0));
    c = reshape(c, 1, 0);
  elseif k == 1
    c = reshape(v, n, 1);
  elseif k == n
    c = reshape(v, 1, n);
  elseif k > n
    c = reshape(v(zeros(0, 1)), 0, 1);
    c = repmat(c, 1, k);
  else
    index = (1:n - k + 1)';
    for j = 2:k
      last = index(:, end);
      reps = (n - k + j) - last;
      rows = repelem_rows(reps);
      next = zeros(numel(rows), 1);
      start = 0;
      for r = 1:numel(reps)
        next(start + 1:start + reps(r)) = last(r) + 1:n - k + j;
        start = start + reps(r);
      end
      index = [index(rows, :), next];
    end
    c = reshape(v(index), size(index));
  end
end

function rows = repelem_rows(reps)
  rows = zeros(sum(reps), 1);
  start = 0;
  for r = 1:numel(reps)
    rows(start + 1:start + reps(r)) = r;
    start = start + reps(r);
  end
end
