function r = roots(v)
  % roots(p): the roots of the polynomial with coefficients p.
  if nargin < 1 || (~isvector(v) && ~isempty(v))
    print_usage();
  elseif any(~isfinite(v(:)))
    error('roots: inputs must not contain Inf or NaN');
  end
  v = v(:);
  n = numel(v);
  if isempty(v)
    r = [];
    return;
  end
  f = find(v ./ max(abs(v)));
  m = numel(f);
  if m == 0 || max(abs(v)) == 0
    r = [];
    return;
  end
  zeros_at_end = n - f(m);
  v = v(f(1):f(m));
  l = numel(v);
  if l > 1
    a = diag(ones(1, l - 2), -1);
    if ~__octave__()
      a = cast(a, class(v));
    end
    a(1, :) = -v(2:l).' ./ v(1);
    r = eig(a);
    if zeros_at_end > 0
      r = [r; zeros(zeros_at_end, 1)];
    end
  else
    r = zeros(zeros_at_end, 1);
  end
end
