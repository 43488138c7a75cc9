%% compat: matlab
1;
function t(f)
  try
    f();
    disp('fine');
  catch e
    fprintf('%s: %s\n', e.identifier, e.message);
  end
end
t(@() validateattributes(-5, {'numeric'}, {'positive'}, 'myf', 'x', 2));
t(@() validateattributes(-5, {'numeric'}, {'nonnegative'}, 'myf', 'x'));
t(@() validateattributes(-5, {'numeric'}, {'positive'}, 3));
t(@() validateattributes(1.5, "numeric", ["nonempty" "integer"]));
t(@() validateattributes("a", ["string" "char"], {'scalartext'}));
t(@() validateattributes([1 2], {'numeric'}, {'scalar'}));
t(@() validateattributes([1 2], {'numeric'}, {'column'}));
t(@() validateattributes([1 2], {'numeric'}, {'size', [1 3]}));
t(@() validateattributes([3 2], {'numeric'}, {'increasing'}));
t(@() validateattributes(3, {'numeric'}, {'>=', 5}));
t(@() validateattributes([3 9], {'numeric'}, {'<', 5}));
t(@() validateattributes([3 4], {'numeric'}, {'numel', 5}));
t(@() validateattributes('a', {'float', 'logical'}, {}));
t(@() validatestring('x', {'apple', 'banana'}, 'fn', 'arg', 2));
t(@() validatestring('a', {'apple', 'avocado'}));
disp(validatestring('app', {'apple', 'applepie'}))
t(@() fzero(@(x) x^2 + 1, [0 1]));
[~, ~, ~, o] = fzero(@(x) x - 1, [0 3]);
disp(strjoin(fieldnames(o)', ' '))
p = inputParser;
p.addParameter('n', "a", @(x) isstring(x));
p.parse;
disp(class(p.Results.n))
p.parse("n", "b");
disp(p.Results.n == "b")
