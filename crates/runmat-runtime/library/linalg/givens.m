% G = givens(x, y): the rotation with G*[x; y] = [*; 0].
% [c, s] = givens(x, y): its cosine and sine.
%     givens(1, 1)
function [c, s] = givens(x, y)
  if ~(isscalar(x) && isscalar(y))
    error('givens: X and Y must be scalars');
  end
  length = hypot(abs(x), abs(y));
  if length == 0
    c = 1;
    s = 0;
  else
    phase = 1;
    if x ~= 0
      phase = x / abs(x);
    end
    c = abs(x) / length;
    s = phase * conj(y) / length;
  end
  if nargout < 2
    c = [c, s; -conj(s), c];
  end
end
