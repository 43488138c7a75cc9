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
  if abs (offset) > nc || offset == 0
    error ('substr: OFFSET = %d out of range', offset);
  end
  if offset < 0
    offset = offset + nc + 1;
  end
  if nargin == 2 || isempty (len)
    last = nc;
  else
    len = round (len);
    if len < 0
      last = nc + len;
      if last < offset
        error ('substr: No overlap with chosen values of OFFSET and LEN');
      end
    else
      last = offset + len - 1;
      if last > nc
        error ('substr: length LEN = %d out of range', len);
      end
    end
  end
  t = s(:, offset:last);
end
