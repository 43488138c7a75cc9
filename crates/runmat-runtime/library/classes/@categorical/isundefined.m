function tf = isundefined(c, varargin)
  % tf = isundefined(c): which elements belong to no category.
  tf = isnan(c.data__);
end
