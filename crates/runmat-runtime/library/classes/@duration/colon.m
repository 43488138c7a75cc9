function r = colon(a, step, b)
  % a:b, a:step:b: durations from one to another, by days or the step.
  if nargin < 3
    b = step;
    step = 1;
  end
  [r, parts] = __unify__(a, step, b);
  r.data__ = parts{1}:parts{2}:parts{3};
end
