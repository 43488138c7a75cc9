%% compat: both
% A recursive descent calculator: numbers, names, functions, assignment,
% operators with precedence, and errors with a position.
1;

function st = new_state()
  st = struct('text', '', 'pos', 1, 'vars', containers.Map());
  st.vars('pi') = pi;
end

function st = skip(st)
  while st.pos <= length(st.text) && st.text(st.pos) == ' '
    st.pos = st.pos + 1;
  end
end

function c = peek(st)
  st = skip(st);
  if st.pos > length(st.text)
    c = char(0);
  else
    c = st.text(st.pos);
  end
end

function [v, st] = expression(st)
  [v, st] = term(st);
  while any(peek(st) == '+-')
    st = skip(st);
    op = st.text(st.pos);
    st.pos = st.pos + 1;
    [w, st] = term(st);
    if op == '+'
      v = v + w;
    else
      v = v - w;
    end
  end
end

function [v, st] = term(st)
  [v, st] = factor_(st);
  while any(peek(st) == '*/%')
    st = skip(st);
    op = st.text(st.pos);
    st.pos = st.pos + 1;
    [w, st] = factor_(st);
    switch op
      case '*'
        v = v * w;
      case '/'
        if w == 0
          error('calc:divide', 'division by zero before position %d', st.pos);
        end
        v = v / w;
      case '%'
        v = mod(v, w);
    end
  end
end

function [v, st] = factor_(st)
  if peek(st) == '-'
    st = skip(st);
    st.pos = st.pos + 1;
    [v, st] = factor_(st);
    v = -v;
    return;
  end
  [v, st] = primary(st);
  if peek(st) == '^'
    st = skip(st);
    st.pos = st.pos + 1;
    [w, st] = factor_(st);
    v = v ^ w;
  end
end

function [v, st] = primary(st)
  st = skip(st);
  c = peek(st);
  rest = st.text(st.pos:end);
  num = regexp(rest, '^\d+(\.\d+)?', 'match', 'once');
  name = regexp(rest, '^[a-z]\w*', 'match', 'once');
  if c == '('
    st.pos = st.pos + 1;
    [v, st] = expression(st);
    st = expect(st, ')');
  elseif ~isempty(num)
    v = str2double(num);
    st.pos = st.pos + length(num);
  elseif ~isempty(name)
    st.pos = st.pos + length(name);
    if peek(st) == '('
      st = expect(st, '(');
      [x, st] = expression(st);
      args = {x};
      while peek(st) == ','
        st = expect(st, ',');
        [x, st] = expression(st);
        args{end + 1} = x;
      end
      st = expect(st, ')');
      v = call(name, args);
    elseif isKey(st.vars, name)
      v = st.vars(name);
    else
      error('calc:name', 'unknown name %s', name);
    end
  elseif c == char(0)
    error('calc:end', 'unexpected end of input');
  else
    error('calc:char', 'unexpected %s at position %d', c, st.pos);
  end
end

function st = expect(st, c)
  st = skip(st);
  if peek(st) ~= c
    error('calc:expect', 'expected %s at position %d', c, st.pos);
  end
  st.pos = st.pos + 1;
end

function v = call(name, args)
  table = struct('sqrt', @sqrt, 'max', @max, 'min', @min, 'abs', @abs, 'sin', @sin);
  if ~isfield(table, name)
    error('calc:function', 'unknown function %s', name);
  end
  f = table.(name);
  v = f(args{:});
end

function v = calculate(text, st)
  target = regexp(text, '^\s*([a-z]\w*)\s*=(.*)$', 'tokens', 'once');
  if isempty(target)
    st.text = text;
  else
    st.text = target{2};
  end
  st.pos = 1;
  [v, st] = expression(st);
  if peek(st) ~= char(0)
    error('calc:rest', 'unexpected %s at position %d', peek(st), st.pos);
  end
  if ~isempty(target)
    st.vars(target{1}) = v;
  end
end

st = new_state();
inputs = {'1 + 2 * 3', '(1 + 2) * 3', '2 ^ 3 ^ 2', '-2 ^ 2', '10 / 4 - 1', '17 % 5', ...
          'r = 2.5', 'area = pi * r ^ 2', 'sqrt(16) + max(3, 7)', 'abs(-3) * min(4, 2)', ...
          '1 / 0', '2 +', '(1 + 2', 'foo + 1', 'bar(1)', '3 $ 4', 'max(1, 2', 'r * 2', '1 2'};
for k = 1:numel(inputs)
  try
    fprintf('%-24s = %g\n', inputs{k}, calculate(inputs{k}, st));
  catch err
    fprintf('%-24s ! %s\n', inputs{k}, err.message);
  end
end
names = keys(st.vars);
fprintf('known: %s\n', strjoin(names, ' '));
