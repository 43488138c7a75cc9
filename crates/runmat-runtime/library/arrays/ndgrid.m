function varargout = ndgrid(varargin)
% [a, b, ...] = ndgrid(x, y, ...): coordinates of a grid; the first varies along the first dimension.
%   [a, b] = ndgrid(1:2, 1:3)
  if nargin < 1
    print_usage();
  end
  if nargin == 1
    n = max(2, nargout);
    axes_given = repmat(varargin, 1, n);
  else
    if nargout > nargin
      error('ndgrid: wrong number of input arguments');
    end
    n = nargin;
    axes_given = varargin;
  end
  lengths = cellfun(@numel, axes_given);
  for k = 1:n
    if ~isvector(axes_given{k})
      error('ndgrid: arguments must be vectors');
    end
  end
  for k = 1:max(1, nargout)
    shape = ones(1, n);
    shape(k) = lengths(k);
    times = lengths;
    times(k) = 1;
    varargout{k} = repmat(reshape(axes_given{k}, shape), times);
  end
end
