function [v, d] = cdf2rdf(v, d)
  % [v, d] = cdf2rdf(v, d): eigenvalues in complex pairs as real 2-by-2 blocks.
  k = 1;
  n = size(d, 1);
  while k < n
    if imag(d(k, k)) ~= 0
      two = [k, k + 1];
      a = real(d(k, k));
      b = imag(d(k, k));
      d(two, two) = [a, b; -b, a];
      v(:, two) = [real(v(:, k)), imag(v(:, k))];
      k = k + 1;
    end
    k = k + 1;
  end
  v = real(v);
  d = real(d);
end
