%% compat: both
1;
function showname(a, b)
  fprintf('[%s][%s]\n', inputname(1), inputname(2));
end
alpha = 1;
beta = 2;
showname(alpha, beta);
