%% compat: matlab
fprintf("%d\n", first() + second());
f = third(); disp(f(2)); disp(func2str(f))
try, fails(), catch e, disp(e.stack(1).name), end
function r = first()
  r = 0;
  function helper(), r = 1; end
  helper();
end
function r = second()
  r = 0;
  function helper(), r = 10; deeper();
    function deeper(), r = r + 100; end
  end
  helper();
end
function f = third()
  k = 5;
  function r = add(x), r = twice(x) + k; end
  function r = twice(x), r = 2*x; end
  f = @add;
  g = @(x) add(x); disp(g(1)), disp(cellfun(@add,{1,2}))
end
function fails()
  function inner(), error('x'); end
  inner();
end
