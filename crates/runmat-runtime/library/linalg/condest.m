% condest(A): estimate of the condition in the 1-norm.
%     condest([1 2; 3 4])
function c = condest(A)
  r = rcond(full(A));
  if isempty(A)
    c = 0;
  elseif r == 0
    c = Inf;
  else
    c = 1 / r;
  end
end
