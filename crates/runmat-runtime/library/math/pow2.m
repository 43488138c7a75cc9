function y = pow2(f, e)
  % pow2(x): 2 to the power x.  pow2(f, e): f .* 2.^e.
  if nargin < 1
    print_usage();
  elseif nargin == 1
    y = 2 .^ f;
  else
    y = f .* (2 .^ e);
  end
end
