%% compat: matlab
1;
function t(f)
  try
    f();
  catch err
    fprintf('%s | %s\n', err.identifier, err.message);
  end
end
v = 1:4;
m = magic(3);
t(@() v(5));
t(@() m(4, 1));
t(@() m(1, 4));
t(@() v(0));
t(@() v(1.5));
t(@() m(0, 1));
t(@() [1 2 3] + [1 2]);
t(@() no_such_name + 1);
t(@() error('a:b', 'own %d', 3));
t(@() [1 2; 3 4] * [1 2 3]);
