function tf = ismissing(d, varargin)
  % ismissing(d): which are NaN.
  tf = isnan(d.data__);
end
