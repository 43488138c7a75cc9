function t = substr (s, offset, len)
% substr (s, offset, len): len characters of s from a position on; without len all that follow.
%
%     substr ('This is a sample', 6, 2)
  if nargin < 2
    print_usage ();
  end
  if ~ischar (s)
    error ('substr: S must be a string or string array');
  elseif ~isscalar (offset) || (nargin == 3 && ~isscalar (len))
    error ('substr: OFFSET and LEN must be scalar integers');
  end
  offset = round (offset);
  nc = size (s, 2);
  if offset > nc || offset < 1
    error ('substr: OFFSET must be in the range 1 to %d', nc);
  end
  if nargin == 2 || isempty (len)
    last = nc;
  else
    len = round (len);
    if len <= 0
      last = nc + len;
    else
      last = offset + len - 1;
    end
  end
  if last < 1 || last > nc
    error ('substr: length LEN must be in the range 0 to %d', nc);
  end
  t = s(:, offset:last);
end
