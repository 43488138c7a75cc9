function x = flipdim(x, dim)
  % x = flipdim(x, dim): the elements in opposite order along a dimension; flip is the present name.
  if nargin < 2
    x = flip(x);
  else
    x = flip(x, dim);
  end
end
