function n = numunique(a, varargin)
  % n = numunique(a): number of different elements, or rows with 'rows'.
  u = unique(a, varargin{:});
  if isempty(varargin)
    n = numel(u);
  else
    n = size(u, 1);
  end
end
