function varargout = strchr (str, chars, varargin)
% strchr (str, chars): where any of some characters occurs in a text.
% strchr (str, chars, n, direction): the first or last n places; more outputs as of find.
%
%     strchr ('world', 'orl')
  if nargin < 2
    print_usage ();
  end
  if ~ischar (str)
    error ('strchr: STR argument must be a string or string array');
  end
  if ~ischar (chars)
    error ('strchr: CHARS argument must be a string');
  end
  if isempty (chars)
    mask = false (size (str));
  else
    mask = ismember_char (str, chars);
  end
  varargout = cell (1, max (nargout, 1));
  [varargout{:}] = find (mask, varargin{:});
end

function mask = ismember_char (str, chars)
  mask = false (size (str));
  for c = chars(:).'
    mask = mask | (str == c);
  end
end
