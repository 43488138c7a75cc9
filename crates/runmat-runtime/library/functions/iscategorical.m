function tf = iscategorical(x)
  % tf = iscategorical(x): whether x is of class categorical.
  tf = isa(x, 'categorical');
end
