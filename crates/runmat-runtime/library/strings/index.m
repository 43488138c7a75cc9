function n = index (s, t, direction)
% index (s, t): position of the first occurrence of t in s, 0 when there is none.
% index (s, t, 'last'): of the last one.
%
%     index ('abcb', 'b')
  if nargin < 2
    print_usage ();
  end
  if nargin < 3
    direction = 'first';
  end
  if ischar (s)
    if ~(size (s, 1) <= 1)
      s = cellstr (s);
    end
  elseif ~iscellstr (s)
    error ('index: S argument must be a string or cell array of strings');
  end
  if ~ischar (t)
    error ('index: T argument must be a string');
  end
  switch lower (direction)
    case 'first'
      pick = @(f) f(1);
    case 'last'
      pick = @(f) f(end);
    otherwise
      error ('index: DIRECTION must be either "first" or "last"');
  end
  if ~iscell (s)
    n = pick_one (strfind (s, t), pick);
    return;
  end
  n = zeros (size (s));
  for k = 1:numel (s)
    n(k) = pick_one (strfind (s{k}, t), pick);
  end
end

function n = pick_one (found, pick)
  if isempty (found)
    n = 0;
  else
    n = pick (found);
  end
end
