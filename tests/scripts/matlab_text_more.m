%% compat: matlab
disp(regexprep('word one', '(^|\s)(.)', '$1${upper($2)}'))
disp(regexprep('a1b22', '\d+', '<${num2str(2*str2double($0))}>'))
disp(genvarname('1 abc'))
disp(mat2str(strmatch('ap', {'apple', 'banana', 'apricot'})'))
disp(mat2str(findstr('abcabc', 'bc')))
f = inline('x^2+y');
disp(f(2, 1)), disp(strjoin(argnames(f)')), disp(formula(f)), disp(vectorize('x*y^2'))
p = inputParser;
p.FunctionName = 'foo';
addRequired(p, 'x', @isnumeric);
addParameter(p, 'z', 1, @isnumeric);
calls = {{'a'}, {1, 'bogus', 3}, {}, {1, 'z', 'q'}, {1, 'z'}};
for k = 1:numel(calls)
  try
    parse(p, calls{k}{:});
  catch e
    disp(e.identifier), disp(e.message)
  end
end
try
  validatestring('z', {'a', 'b'});
catch e
  disp(e.identifier), disp(e.message)
end
disp(uint64(9007199254740993)), disp(int64(-9007199254740993))
