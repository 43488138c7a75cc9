%% compat: both
1;
function t(f)
  try
    f();
    disp('passes');
  catch
    disp('fails');
  end
end
t(@() validateattributes(5, {'numeric'}, {'positive'}));
t(@() validateattributes(-5, {'numeric'}, {'positive'}));
t(@() validateattributes('a', {'numeric'}, {}));
t(@() validateattributes([1 2 3], {'numeric'}, {'numel', 3}));
t(@() assert(true));
t(@() assert(false));
fprintf('%s\n', validatestring('app', {'apple', 'pear'}));
