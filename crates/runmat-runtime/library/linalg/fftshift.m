% fftshift(x): moves the zero frequency of a transform to the middle, along all dimensions.
% fftshift(x, dim): along one dimension.
%     fftshift(1:5)
function y = fftshift(x, dim)
  if nargin > 1
    dims = dim;
  else
    dims = 1:ndims(x);
  end
  y = x;
  for d = dims
    y = circshift(y, floor(size(x, d) / 2), d);
  end
end
