% subspace(A, B): largest angle between the spans of the columns of A and of B.
%     subspace([1; 0], [1; 1])
function angle = subspace(A, B)
  A = orth(A);
  B = orth(B);
  if size(A, 2) < size(B, 2)
    [A, B] = deal(B, A);
  end
  rest = B - A * (A' * B);
  angle = asin(min(1, norm(rest)));
end
