function g = polyaffine(f, mu)
  % polyaffine(f, mu): coefficients of f((x - mu(1))/mu(2)).
  if nargin ~= 2
    print_usage();
  end
  if ~isvector(f)
    error('polyaffine: F must be a vector');
  end
  if ~isvector(mu) || numel(mu) ~= 2
    error('polyaffine: MU must be a two-element vector');
  end
  n = numel(f);
  g = f;
  if mu(2) ~= 1
    g = g ./ reshape(mu(2) .^ (n - 1:-1:0), size(g));
  end
  if mu(1) ~= 0
    shift = [1, -mu(1)];
    c = g(:).';
    g2 = c(1);
    for k = 2:n
      g2 = conv(g2, shift);
      g2(end) = g2(end) + c(k);
    end
    g = reshape(g2, size(f));
  end
end
