function s = squareform(d, form)
  % s = squareform(d): the distances that pdist gives as a symmetric matrix, or back.
  %   squareform([1 2 3])
  if nargin < 2
    forms = {'tomatrix', 'tovector'};
    form = forms{1 + (~isvector(d) || isscalar(d) && d == 0)};
  end
  if strcmpi(form, 'tovector')
    s = d(tril(true(size(d)), -1)).';
    return
  end
  n = ceil(sqrt(2 * numel(d)));
  if n * (n - 1) / 2 ~= numel(d)
    error('stats:squareform:BadInputLength', 'The size of the input vector is not correct.');
  end
  s = zeros(n, class(d));
  s(tril(true(n), -1)) = d;
  s = s + s.';
end
