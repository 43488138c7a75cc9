%% compat: octave
1;
function show(varargin)
  for k = 1:numel(varargin)
    v = varargin{k};
    if iscell(v)
      printf('{'); show(v{:}); printf('} ');
    elseif ischar(v)
      printf('<%s>%dx%d ', v, rows(v), columns(v));
    elseif isstruct(v)
      f = fieldnames(v);
      printf('struct %dx%d', rows(v), columns(v)); printf(' %s', f{:}); printf(' ');
    else
      printf('%s ', mat2str(v));
    end
  end
end
function all_of(varargin)
  [a, b, c, d, e, f, g] = regexp(varargin{:});
  show(a, b, c, d, e, f, g); printf('\n');
end
all_of('short test string', '(?<w1>\w*t)\s*(?<w2>\w*t)');
all_of('short test string', '(?<w1>\w*t)\s*(?<w2>\w*t)', 'once');
all_of('abc', 'x');
all_of('abc', 'x', 'once');
all_of('b', '(a)?(b)');
all_of('ab', '(a)(x*)(b)');
all_of('a,,b', ',');
all_of('ab', 'x*', 'emptymatch');
all_of("a\nb\n", 'b$');
all_of("a\nb\n", '(?m)^.$');
all_of('foo bar', '\<b\w*\>');
all_of('a[b]&&-', '[[\]&-]');
all_of('a{x', 'a{x');
all_of('ab12', '(?<l>[a-z]+)(?<l2>\d+)|(?<z>z)');
show(regexprep('abc', '(b)', '<$1$0>'), regexprep('hello', {'l', 'o'}, {'L', '0'}), regexprep({'aa', 'ba'}, '^a', '\n')); printf('\n');
show(regexpi('AbA', 'a', 'match'), regexp({'ab', 'b'}, 'b'), regexp('ab', {'a', 'c'}, 'match', 'once')); printf('\n');
p = {'(', 'a)', '[a', '*', 'a**', 'a{3,1}', '[z-a]', '\2', '[[:foo:]]', '(?z)'};
for k = 1:numel(p)
  try
    regexp('abc', p{k});
    disp('no error');
  catch e
    disp(e.message);
  end
end
