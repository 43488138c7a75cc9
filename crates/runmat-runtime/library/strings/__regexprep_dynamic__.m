function out = __regexprep_dynamic__(text, pattern, replacement, varargin)
  % __regexprep_dynamic__(text, pattern, replacement, ...): regexprep where the replacement has expressions ${...}, whose
  % values, with the tokens put in as texts, stand for them.
  if iscell(text)
    out = cell(size(text));
    for k = 1:numel(text)
      out{k} = __regexprep_dynamic__(text{k}, pattern, replacement, varargin{:});
    end
    return
  end
  if iscell(pattern)
    out = text;
    for k = 1:numel(pattern)
      r = replacement;
      if iscell(r)
        r = r{min(k, numel(r))};
      end
      out = regexprep(out, pattern{k}, r, varargin{:});
    end
    return
  end
  was_string = isstring(text);
  text = char(text);
  pattern = char(pattern);
  replacement = char(replacement);
  options = varargin(~strcmp(varargin, 'once') & ~strcmp(varargin, 'warnings'));
  [tokens, from, to, whole] = regexp(text, pattern, 'tokens', 'start', 'end', 'match', options{:});
  if any(strcmp(varargin, 'once')) && ~isempty(from)
    tokens = tokens(1);
    from = from(1);
    to = to(1);
    whole = whole(1);
  end
  out = '';
  at = 1;
  for k = 1:numel(from)
    out = [out, text(at:from(k) - 1), filled(replacement, tokens{k}, whole{k})];
    at = to(k) + 1;
  end
  out = [out, text(at:end)];
  if was_string
    out = string(out);
  end
end

function r = filled(replacement, tokens, whole)
  r = '';
  k = 1;
  n = numel(replacement);
  while k <= n
    c = replacement(k);
    if c == '\' && k < n
      r = [r, sprintf(replacement(k:k + 1))];
      k = k + 2;
    elseif c == '$' && k < n && replacement(k + 1) == '{'
      depth = 1;
      last = k + 2;
      while last <= n
        depth = depth + (replacement(last) == '{') - (replacement(last) == '}');
        if depth == 0
          break
        end
        last = last + 1;
      end
      code = with_tokens(replacement(k + 2:last - 1), tokens, whole);
      v = evalin('base', code);
      if isnumeric(v)
        v = num2str(v);
      end
      r = [r, char(v)];
      k = last + 1;
    elseif c == '$' && k < n && replacement(k + 1) >= '0' && replacement(k + 1) <= '9'
      r = [r, token(replacement(k + 1) - '0', tokens, whole)];
      k = k + 2;
    else
      r = [r, c];
      k = k + 1;
    end
  end
end

function code = with_tokens(code, tokens, whole)
  for number = 9:-1:0
    quoted = ['''', strrep(token(number, tokens, whole), '''', ''''''), ''''];
    code = strrep(code, sprintf('$%d', number), quoted);
  end
end

function t = token(number, tokens, whole)
  if number == 0
    t = whole;
  elseif number <= numel(tokens)
    t = tokens{number};
  else
    t = '';
  end
end
