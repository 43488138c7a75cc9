function tf = islocalmin(a, varargin)
  % tf = islocalmin(a, dim): places smaller than both neighbours (of a plateau the first).
  tf = islocalmax(-a, varargin{:});
end
