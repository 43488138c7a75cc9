function d = fix(d, unit)
  % fix(d), fix(d, unit): durations in whole seconds, or in whole units.
  if nargin < 2
    unit = 'seconds';
  end
  ms = milliseconds(feval(char(unit), 1));
  d.data__ = fix(d.data__ / ms) * ms;
end
