function mustBeInRange(x, lower, upper, varargin)
  % mustBeInRange(x, lower, upper, flags): error unless all of x is between the bounds; 'exclusive', 'exclude-lower',
  % 'exclude-upper'.
  flags = varargin;
  open_below = any(ismember({'exclusive', 'exclude-lower'}, flags));
  open_above = any(ismember({'exclusive', 'exclude-upper'}, flags));
  ok = all(x(:) > lower | (~open_below & x(:) == lower)) && all(x(:) < upper | (~open_above & x(:) == upper));
  if ~ok
    below = 'greater than or equal to';
    above = 'less than or equal to';
    if open_below
      below = 'greater than';
    end
    if open_above
      above = 'less than';
    end
    error('MATLAB:validators:mustBeInRange', 'Value must be %s %g, and %s %g.', below, lower, above, upper);
  end
end
