function str = validatestring (str, strarray, varargin)
% validatestring (str, options): the option that str is or begins.
% validatestring (str, options, function, variable, position): with the names an error mentions.
%
%     validatestring ('r', {'red', 'green', 'blue'})
  if nargin < 2 || nargin > 5
    print_usage ();
  end
  if isstring (str)
    str = char (str);
  end
  if ~__octave__ ()
    varargin = cellfun (@convertStringsToChars, varargin, 'UniformOutput', false);
  end
  if isstring (strarray)
    strarray = cellstr (strarray);
  end
  position = 0;
  rest = varargin;
  if ~isempty (rest) && isnumeric (rest{end})
    position = rest{end};
    rest(end) = [];
    if ~(isscalar (position) && isreal (position) && position > 0 && position == fix (position))
      error ('validatestring: POSITION must be a scalar integer >= 0');
    end
  end
  if numel (rest) > 2
    error ('validatestring: invalid number of character inputs (%d)', numel (rest));
  end
  funcname = '';
  varname = '';
  if numel (rest) >= 1
    funcname = rest{1};
  end
  if numel (rest) >= 2
    varname = rest{2};
  end
  if ~ischar (str)
    error ('validatestring: STR must be a character string');
  elseif size (str, 1) ~= 1
    error ('validatestring: STR must be a single row of characters');
  elseif ~iscellstr (strarray)
    error ('validatestring: STRARRAY must be a cellstr');
  elseif ~ischar (funcname) || (~isempty (funcname) && size (funcname, 1) ~= 1)
    error ('validatestring: FUNCNAME must be a character string');
  elseif ~ischar (varname) || (~isempty (varname) && size (varname, 1) ~= 1)
    error ('validatestring: VARNAME must be a character string');
  end
  head = '';
  if ~isempty (funcname)
    head = [funcname ': '];
  end
  head = [head '''' str ''''];
  if ~isempty (varname)
    head = [head ' (variable ' varname];
    if position > 0
      head = [head ', argument #' int2str(position)];
    end
    head = [head ')'];
  elseif position > 0
    head = [head ' (argument #' int2str(position) ')'];
  end
  if isempty (funcname)
    head = ['validatestring: ' head];
  end
  hits = find (strncmpi (str, strarray(:), numel (str)));
  if isempty (hits) && ~__octave__ ()
    shown = sprintf ('''%s'', ', strarray{:});
    [what, id] = __argument_words__ (funcname, varname, position);
    text = 'Expected %s to match one of these values:\n\n%s\n\nThe input, ''%s'', did not match any of the valid values.';
    error ([id 'unrecognizedStringChoice'], text, what, shown(1:end - 2), str);
  end
  if isempty (hits)
    list = strjoin (strarray(:).', ''', ''');
    error ('%s', sprintf ('%s does not match any of\n''%s''', head, list));
  end
  if numel (hits) == 1
    str = strarray{hits};
    return;
  end
  exact = hits(strcmpi (str, strarray(hits)));
  if ~isempty (exact)
    str = strarray{exact(1)};
    return;
  end
  % Several begin with it: fine when the shortest begins all others.
  found = strarray(hits);
  [~, k] = min (cellfun ('length', found));
  short = found{k};
  if all (strncmpi (short, found(:), numel (short)))
    str = short;
    return;
  end
  if ~__octave__ ()
    shown = sprintf ('''%s'', ', strarray{:});
    [what, id] = __argument_words__ (funcname, varname, position);
    text = 'Expected %s to match one of these values:\n\n%s\n\nThe input, ''%s'', matched more than one valid value.';
    error ([id 'ambiguousStringChoice'], text, what, shown(1:end - 2), str);
  end
  list = strjoin (found(:).', ''', ''');
  error ('%s', sprintf ('%s matches multiple possible values:\n''%s''', head, list));
end
