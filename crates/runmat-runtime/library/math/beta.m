function y = beta(a, b)
  % beta(a, b): the beta function.
  if nargin ~= 2
    print_usage();
  end
  if ~isreal(a) || ~isreal(b)
    error('beta: A and B must be real');
  elseif ~isequal(size(a), size(b)) && numel(a) ~= 1 && numel(b) ~= 1
    error('beta: A and B must have consistent sizes');
  end
  y = real(exp(gammaln(a) + gammaln(b) - gammaln(a + b)));
end
