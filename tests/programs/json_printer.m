%% compat: both
% Prints nested values in a JSON-like notation, compact and indented, and
% reads simple arrays back.
1;

function s = quote(text)
  s = strrep(text, '\', '\\');
  s = strrep(s, '"', '\"');
  s = strrep(s, sprintf('\n'), '\n');
  s = ['"' s '"'];
end

function s = number(x)
  if isnan(x) || isinf(x)
    s = 'null';
  elseif x == fix(x) && abs(x) < 1e15
    s = sprintf('%d', x);
  else
    s = sprintf('%.10g', x);
  end
end

function s = to_json(v)
  if ischar(v)
    s = quote(v);
  elseif islogical(v) && isscalar(v)
    if v, s = 'true'; else, s = 'false'; end
  elseif isnumeric(v) && isscalar(v)
    s = number(v);
  elseif isnumeric(v) || islogical(v)
    parts = cell(1, numel(v));
    for k = 1:numel(v)
      parts{k} = to_json(v(k));
    end
    s = ['[' strjoin(parts, ',') ']'];
  elseif iscell(v)
    parts = cellfun(@to_json, v(:)', 'UniformOutput', false);
    s = ['[' strjoin(parts, ',') ']'];
  elseif isstruct(v) && numel(v) == 1
    f = fieldnames(v);
    parts = cell(1, numel(f));
    for k = 1:numel(f)
      parts{k} = [quote(f{k}) ':' to_json(v.(f{k}))];
    end
    s = ['{' strjoin(parts, ',') '}'];
  elseif isstruct(v)
    parts = cell(1, numel(v));
    for k = 1:numel(v)
      parts{k} = to_json(v(k));
    end
    s = ['[' strjoin(parts, ',') ']'];
  else
    error('json:class', 'cannot write a value of class %s', class(v));
  end
end

function s = indent(json)
  % re-indents compact text, minding quotes
  s = '';
  level = 0;
  inside = false;
  k = 1;
  while k <= length(json)
    c = json(k);
    if inside
      s = [s c];
      if c == '\'
        k = k + 1;
        s = [s json(k)];
      elseif c == '"'
        inside = false;
      end
    elseif c == '"'
      inside = true;
      s = [s c];
    elseif any(c == '{[')
      level = level + 1;
      s = [s c sprintf('\n') repmat('  ', 1, level)];
    elseif any(c == '}]')
      level = level - 1;
      s = [s sprintf('\n') repmat('  ', 1, level) c];
    elseif c == ','
      s = [s c sprintf('\n') repmat('  ', 1, level)];
    elseif c == ':'
      s = [s ': '];
    else
      s = [s c];
    end
    k = k + 1;
  end
end

function v = read_numbers(json)
  items = regexp(json, '-?\d+(\.\d+)?([eE][-+]?\d+)?', 'match');
  v = cellfun(@str2double, items);
end

doc.title = 'Report "A"';
doc.year = 2024;
doc.ratio = 0.125;
doc.valid = true;
doc.missing = NaN;
doc.tags = {'one', 'two', {'nested', 3}};
doc.matrix = [1 2; 3 4];
doc.author.name = 'N. Nobody';
doc.author.roles = {'editor'};
doc.items = struct('id', {1, 2}, 'label', {'a', 'b'});
doc.path = 'c:\data';

text = to_json(doc);
disp(text);
disp(indent(to_json(doc.author)));
disp(indent(to_json(doc.items)));
fprintf('%d characters\n', length(text));
v = read_numbers('[1, 2.5, -3e2, 0.001]');
fprintf('%g ', v);
fprintf('sum %g\n', sum(v));
try
  to_json(@sin);
catch err
  disp(err.message);
end
