function [n, edges, bin] = histcounts(x, varargin)
% [n, edges, bin] = histcounts(x, bins_or_edges): how many elements fall between consecutive edges.
%   histcounts([1 2 2 3], [0 1.5 2.5 4])
  x = double(x(:)).';
  edges = [];
  bins = [];
  width = [];
  limits = [];
  normal = 'count';
  if ~isempty(varargin) && isnumeric(varargin{1})
    if isscalar(varargin{1})
      bins = varargin{1};
    else
      edges = double(varargin{1}(:)).';
    end
    varargin(1) = [];
  end
  for k = 1:2:numel(varargin)
    value = varargin{k+1};
    switch lower(varargin{k})
      case 'normalization'
        normal = lower(value);
      case 'binwidth'
        width = value;
      case 'binlimits'
        limits = value;
      case 'numbins'
        bins = value;
      case 'binedges'
        edges = value;
      case 'binmethod'
        if strcmpi(value, 'integers')
          edges = floor(min(x)) - 0.5:1:ceil(max(x)) + 0.5;
        end
    end
  end
  if isempty(edges)
    finite = x(isfinite(x));
    if ~isempty(limits)
      finite = finite(finite >= limits(1) & finite <= limits(2));
    end
    if isempty(finite)
      finite = 0:1;
    end
    lo = min(finite);
    hi = max(finite);
    if ~isempty(width)
      if isempty(limits)
        first = floor(lo / width) * width;
        count = max(1, ceil((hi - first) / width));
        edges = first + (0:count) * width;
      else
        edges = unique([limits(1):width:limits(2), limits(2)]);
      end
    elseif ~isempty(limits)
      if isempty(bins)
        bins = max(1, ceil(sqrt(numel(finite))));
      end
      edges = linspace(limits(1), limits(2), bins + 1);
    elseif ~isempty(bins)
      if hi == lo
        edges = lo + (-bins/2:bins/2);
      else
        edges = given_number(lo, hi, bins);
      end
    else
      raw = 3.5 * std(finite) / numel(finite)^(1/3);
      if all(finite == fix(finite)) && hi - lo <= 50
        edges = lo - 0.5:hi + 0.5;
      elseif raw <= 0 || ~isfinite(raw)
        edges = [lo - 0.5, lo + 0.5];
      else
        step = nice_step(raw);
        first = step * floor(lo / step);
        count = max(1, ceil((hi - first) / step));
        edges = first + (0:count) * step;
      end
    end
  end
  m = numel(edges) - 1;
  bin = lookup(edges, x);
  bin(x == edges(end)) = m;
  bin(x > edges(end) | isnan(x)) = 0;
  bin = min(bin, m);
  used = bin > 0;
  n = zeros(1, m);
  if any(used)
    n = accumarray(bin(used).', 1, [m, 1]).';
  end
  switch normal
    case 'probability'
      n = n / numel(x);
    case 'percentage'
      n = 100 * n / numel(x);
    case 'pdf'
      n = n / numel(x) ./ diff(edges);
    case 'countdensity'
      n = n ./ diff(edges);
    case 'cumcount'
      n = cumsum(n);
    case 'cdf'
      n = cumsum(n) / numel(x);
  end
end

function edges = given_number(lo, hi, bins)
  % That many bins, with round edges.
  raw = (hi - lo) / bins;
  p = 10 ^ floor(log10(raw));
  step = p * floor(raw / p);
  first = min(step * floor(lo / step), lo);
  if bins > 1
    least = (hi - first) / bins;
    most = (hi - first) / (bins - 1);
    p = 10 ^ floor(log10(most - least));
    step = p * ceil(least / p);
  end
  edges = [first + (0:bins - 1) * step, max(first + bins * step, hi)];
end

function s = nice_step(raw)
  p = 10 ^ floor(log10(raw));
  r = raw / p;
  if r < 1.5
    s = p;
  elseif r < 2.5
    s = 2 * p;
  elseif r < 4
    s = 3 * p;
  elseif r < 7.5
    s = 5 * p;
  else
    s = 10 * p;
  end
end
