%% compat: matlab
1;
function f = make_counter(start)
  n = start;
  function r = next()
    n = n + 1;
    r = n;
  end
  f = @next;
end
function r = sum_up(list)
  r = 0;
  function add(x)
    r = r + x;
  end
  for v = list
    add(v);
  end
end
a = make_counter(0);
b = make_counter(10);
fprintf('%d %d\n', a(), a());
fprintf('%d %d\n', b(), a());
fprintf('%d\n', sum_up([1 2 3 4]));
