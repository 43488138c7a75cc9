%% compat: matlab
outer(3);
function outer(x)
  eval('shout(x)');
  fprintf('%d\n', eval('twice(x)'));
  feval('shout', 5);
  cellfun('shout', {7});
  h = str2func('shout');
  h(9);
  y = 1;
  function add(z)
    y = y + z;
    fprintf('%d\n', y);
  end
  add(1);
  eval('add(2)');
  feval('add', 3);
end
function shout(x)
  fprintf('%d!\n', x);
end
function r = twice(x)
  r = 2 * x;
end
