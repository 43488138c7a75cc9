function y = cellindexmat(x, varargin)
  % y = cellindexmat(x, index...): each element of a cell, indexed: y{k} = x{k}(index...).
  if nargin < 1
    print_usage();
  end
  if ~iscell(x)
    error('cellindexmat: X must be a cell array');
  end
  y = cellfun(@(v) v(varargin{:}), x, 'UniformOutput', false);
end
