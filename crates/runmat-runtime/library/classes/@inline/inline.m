function f = inline(expr, varargin)
  % f = inline(expr), inline(expr, 'a', 'b', ...), inline(expr, n): a function from the text of an expression; its
  % arguments are the names in it in alphabetical order, those given, or x and P1 to Pn.
  if nargin < 1
    print_usage();
  end
  if ~__octave__()
    expr = convertStringsToChars(expr);
    varargin = cellfun(@convertStringsToChars, varargin, 'UniformOutput', false);
  end
  if ~ischar(expr)
    error('inline: EXPR must be a string');
  end
  if numel(varargin) == 1 && isnumeric(varargin{1})
    n = varargin{1};
    if ~isscalar(n) || n ~= fix(n)
      error('inline: N must be an integer');
    elseif n < 0
      error('inline: N must be a positive integer');
    end
    names = [{'x'}, arrayfun(@(k) sprintf('P%d', k), 1:n, 'UniformOutput', false)];
  elseif ~isempty(varargin)
    if ~iscellstr(varargin)
      error('inline: additional arguments must be strings');
    end
    names = varargin;
  else
    names = names_in(expr);
  end
  f = __inline__(expr, names);
end

function names = names_in(expr)
  [names, ends] = regexp(expr, '(?<![\w.])[A-Za-z_]\w*', 'match', 'end');
  called = false(size(names));
  for k = 1:numel(names)
    rest = strtrim(expr(ends(k) + 1:end));
    called(k) = ~isempty(rest) && rest(1) == '(';
  end
  names = unique(names(~called & ~ismember(names, {'i', 'j', 'e', 'pi', 'eps', 'Inf', 'NaN', 'inf', 'nan', 'NA'})));
  if isempty(names)
    names = {'x'};
  end
  names = names(:).';
end
