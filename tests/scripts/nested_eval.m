%% compat: matlab
outer();
function outer()
  x = 1;
  z = 10;
  function inner()
    eval('x = x + z;');
    disp(eval('x'))
  end
  inner();
  disp(x)
end
