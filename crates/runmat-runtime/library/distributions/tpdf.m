function y = tpdf(x, v)
  % y = tpdf(x, v): Student's density with v degrees of freedom.
  %   tpdf(0, 10)
  y = exp(gammaln((v + 1) / 2) - gammaln(v / 2) - (v + 1) / 2 .* log1p(x .^ 2 ./ v)) ./ sqrt(v * pi);
  y = __where__(y, ~(v > 0), NaN);
  normal = isinf(v) & zeros(size(y)) == 0;
  x = x + zeros(size(y));
  y(normal) = normpdf(x(normal));
end
