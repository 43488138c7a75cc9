function [n, xedges, yedges] = histcounts2(x, y, varargin)
  % [n, xedges, yedges] = histcounts2(x, y, xedges, yedges) or (x, y, [nx, ny]): pairs in the cells of a grid.
  if isempty(varargin)
    [~, xedges] = histcounts(x);
    [~, yedges] = histcounts(y);
  elseif numel(varargin) == 1
    bins = varargin{1};
    [~, xedges] = histcounts(x, bins(1));
    [~, yedges] = histcounts(y, bins(end));
  else
    xedges = varargin{1};
    yedges = varargin{2};
  end
  bx = discretize(x(:), xedges);
  by = discretize(y(:), yedges);
  in = ~isnan(bx) & ~isnan(by);
  n = accumarray([bx(in), by(in)], 1, [numel(xedges) - 1, numel(yedges) - 1]);
end
