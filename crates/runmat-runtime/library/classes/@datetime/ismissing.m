function tf = ismissing(t, varargin)
  % tf = ismissing(t): which elements are no time.
  tf = isnan(t.data__);
end
