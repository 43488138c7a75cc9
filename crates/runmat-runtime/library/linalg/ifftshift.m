% ifftshift(x): undoes fftshift, along all dimensions.
% ifftshift(x, dim): along one dimension.
%     ifftshift(fftshift(1:5))
function y = ifftshift(x, dim)
  if nargin > 1
    dims = dim;
  else
    dims = 1:ndims(x);
  end
  y = x;
  for d = dims
    y = circshift(y, -floor(size(x, d) / 2), d);
  end
end
