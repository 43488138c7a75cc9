function y = range(x, dim)
% range(x, dim): largest minus smallest element.
%   range([1 5])
  if nargin < 1
    print_usage();
  end
  if nargin == 1
    y = max(x) - min(x);
  else
    y = max(x, [], dim) - min(x, [], dim);
  end
end
