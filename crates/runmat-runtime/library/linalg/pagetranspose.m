function y = pagetranspose(x)
  % y = pagetranspose(x): every page transposed.
  y = permute(x, [2, 1, 3:ndims(x)]);
end
