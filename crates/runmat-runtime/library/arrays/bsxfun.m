function c = bsxfun(f, a, b)
% bsxfun(f, a, b): f applied to a and b, dimensions of size 1 repeated to fit.
%   bsxfun(@plus, [1 2], [3; 4])
  if nargin ~= 3
    print_usage();
  end
  if ischar(f)
    f = str2func(f);
  elseif ~isa(f, 'function_handle') && ~isa(f, 'inline')
    error('bsxfun: F must be a string or function handle');
  end
  n = max(ndims(a), ndims(b));
  sa = size(a);
  sb = size(b);
  sa(end+1:n) = 1;
  sb(end+1:n) = 1;
  if any(sa ~= sb & sa ~= 1 & sb ~= 1)
    error('bsxfun: dimensions of A (%s) and B (%s) must match', mat2str(sa), mat2str(sb));
  end
  repeats = {'plus', 'minus', 'times', 'rdivide', 'ldivide', 'power', 'max', 'min', 'rem', 'mod', 'atan2', 'hypot', ...
             'eq', 'ne', 'lt', 'le', 'gt', 'ge', 'and', 'or', 'xor'};
  if isa(f, 'function_handle') && any(strcmp(func2str(f), repeats))
    % These repeat by themselves.
    c = f(a, b);
    return;
  end
  ta = ones(1, n);
  tb = ones(1, n);
  ta(sa == 1) = sb(sa == 1);
  tb(sb == 1) = sa(sb == 1);
  c = f(repmat(a, ta), repmat(b, tb));
end
