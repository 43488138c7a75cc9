% [G, y] = planerot(x): the rotation G with y = G*x = [norm(x); 0].
%     [G, y] = planerot([3; 4])
function [G, y] = planerot(x)
  r = norm(x(:));
  if r == 0
    G = eye(2);
  else
    G = [x(1)', x(2)'; -x(2), x(1)] / r;
  end
  y = G * x(:);
end
