%% compat: both
% Splits a line of source text into tokens and reports them with positions.
1;

function tokens = tokenize(text)
  tokens = struct('kind', {}, 'text', {}, 'pos', {});
  k = 1;
  n = length(text);
  while k <= n
    c = text(k);
    if isspace(c)
      k = k + 1;
      continue;
    end
    start = k;
    if isletter(c) || c == '_'
      while k <= n && (isletter(text(k)) || text(k) == '_' || (text(k) >= '0' && text(k) <= '9'))
        k = k + 1;
      end
      word = text(start:k - 1);
      if any(strcmp(word, {'if', 'else', 'while', 'return'}))
        kind = 'keyword';
      else
        kind = 'name';
      end
    elseif c >= '0' && c <= '9'
      seen_dot = false;
      while k <= n && ((text(k) >= '0' && text(k) <= '9') || (text(k) == '.' && ~seen_dot))
        if text(k) == '.'
          seen_dot = true;
        end
        k = k + 1;
      end
      kind = 'number';
    elseif c == '"'
      k = k + 1;
      while k <= n && text(k) ~= '"'
        k = k + 1;
      end
      if k > n
        error('tokenize:unclosed', 'text that starts at %d is not closed', start);
      end
      k = k + 1;
      kind = 'text';
    else
      two = text(k:min(k + 1, n));
      if any(strcmp(two, {'==', '<=', '>=', '!=', '&&', '||'}))
        k = k + 2;
      elseif any(c == '+-*/=<>(){};,')
        k = k + 1;
      else
        error('tokenize:badChar', 'unexpected character %s at %d', c, k);
      end
      kind = 'symbol';
    end
    tokens(end + 1) = struct('kind', kind, 'text', text(start:k - 1), 'pos', start);
  end
end

function report(text)
  fprintf('>> %s\n', text);
  try
    t = tokenize(text);
  catch err
    fprintf('   error: %s\n', err.message);
    return;
  end
  for k = 1:numel(t)
    fprintf('   %2d %-8s %s\n', t(k).pos, t(k).kind, t(k).text);
  end
  kinds = {t.kind};
  names = unique(kinds);
  parts = cell(1, numel(names));
  for k = 1:numel(names)
    parts{k} = sprintf('%s=%d', names{k}, sum(strcmp(kinds, names{k})));
  end
  fprintf('   %s\n', strjoin(parts, ', '));
end

lines = {
  'x = 3.14 * radius_2'
  'if (a <= 10 && b != 0) { return a/b; }'
  'print("hello world", 42)'
  'value = 7 # 3'
  'say("open'
  'while(n>1)n=n-1;'
  };
for k = 1:numel(lines)
  report(lines{k});
end
