function tf = ismissing(c, varargin)
  % tf = ismissing(c): which elements belong to no category.
  tf = isnan(c.data__);
end
