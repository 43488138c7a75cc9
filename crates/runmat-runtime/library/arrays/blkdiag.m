function y = blkdiag(varargin)
% blkdiag(a, b, ...): a matrix with the arguments along its diagonal.
%   blkdiag([1 2], 3)
  if nargin < 1
    if __octave__()
      print_usage();
    end
    y = [];
    return
  end
  plain = @(a) isnumeric(a) || ~__octave__() && (islogical(a) || ischar(a));
  if ~all(cellfun(plain, varargin))
    error('blkdiag: all arguments must be numeric matrices');
  end
  if any(cellfun(@ndims, varargin) ~= 2)
    error('blkdiag: all arguments must be two-dimensional matrices');
  end
  m = cellfun(@(a) size(a, 1), varargin);
  n = cellfun(@(a) size(a, 2), varargin);
  if any(cellfun(@issparse, varargin))
    y = sparse(sum(m), sum(n));
  else
    y = zeros(sum(m), sum(n));
    if ~__octave__()
      kinds = cellfun(@(a) cast([], class(a)), varargin, 'UniformOutput', false);
      y = cast(y, class([0, kinds{:}]));
    end
  end
  r = cumsum([0, m]);
  c = cumsum([0, n]);
  for k = 1:nargin
    if m(k) > 0 && n(k) > 0
      y(r(k)+1:r(k+1), c(k)+1:c(k+1)) = varargin{k};
    end
  end
end
