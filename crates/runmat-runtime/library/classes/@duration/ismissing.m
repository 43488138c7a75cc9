function tf = ismissing(d, varargin)
  % ismissing(d): which durations are NaN.
  tf = isnan(d.data__);
end
