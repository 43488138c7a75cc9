% [v, beta, zer] = housh(x, j, z): the reflection I - beta*v*v' that makes all of x but element j zero.
% zer is 1 when x is no longer than z.
%     [v, beta] = housh([3; 4], 1, 0)
function [v, beta, zer] = housh(x, j, z)
  v = x;
  largest = max(abs(v));
  if norm(x) <= z || largest == 0
    v = zeros(size(x));
    beta = 0;
    zer = 1;
    return
  end
  zer = 0;
  v = v / largest;
  length = norm(v);
  if abs(v(j)) == 0
    phase = 1;
  else
    phase = v(j) / abs(v(j));
  end
  beta = 1 / (length * (length + abs(v(j))));
  v(j) = phase * (abs(v(j)) + length);
end
