function [failed, varargout] = common_size(varargin)
% [failed, a, b, ...] = common_size(x, y, ...): scalars repeated to the size of the others.
%   [failed, a, b] = common_size([1 2], 3)
  if nargin < 1
    print_usage();
  end
  wide = find(~cellfun(@isscalar, varargin), 1);
  failed = 0;
  varargout = varargin;
  if isempty(wide)
    return;
  end
  sz = size(varargin{wide});
  for k = 1:nargin
    if isscalar(varargin{k})
      varargout{k} = repmat(varargin{k}, sz);
    elseif ~isequal(size(varargin{k}), sz)
      failed = 1;
      varargout = varargin;
      return;
    end
  end
end
