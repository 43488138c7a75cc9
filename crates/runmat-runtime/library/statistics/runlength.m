function [count, value] = runlength(x)
% [count, value] = runlength(x): lengths and values of runs of equal elements.
%   runlength([2 2 0 4 4 4])
  if nargin < 1
    print_usage();
  end
  if ~(isnumeric(x) || islogical(x)) || ~isvector(x)
    error('runlength: X must be a numeric vector');
  end
  x = x(:).';
  ends = [find(x(1:end-1) ~= x(2:end)), numel(x)];
  count = diff([0, ends]);
  value = x(ends);
end
