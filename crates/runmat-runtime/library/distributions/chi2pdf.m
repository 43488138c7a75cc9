function y = chi2pdf(x, v)
  % y = chi2pdf(x, v): the chi-square density with v degrees of freedom.
  %   chi2pdf(1, 2)
  y = gampdf(x, v / 2, 2);
end
