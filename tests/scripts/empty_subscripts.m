%% compat: both
1;
function attempt(code)
  try
    eval(code);
    fprintf('ok\n');
  catch e
    fprintf('%s\n', e.message);
  end
end
attempt('c = {1, 2}; c{};');
attempt('c = {}; x = c{};');
attempt('c = {1}; c{}(1);');
attempt('c = {1}; c{} = 5;');
attempt('c{} = 5;');
attempt('x = [1 2]; x() = 5;');
attempt('s.a{} = 4;');
attempt('a.b = 1; a().b = 3;');
attempt('x = [1 2]; x() = [];');
attempt('x = {1, 2}; x{}(2) = 3;');
attempt('x = {1, 2}; x{}.a = 3;');
attempt('x = [1 2]; y = x();');
