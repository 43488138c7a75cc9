function y = pagectranspose(x)
  % y = pagectranspose(x): every page transposed and conjugate.
  y = conj(permute(x, [2, 1, 3:ndims(x)]));
end
