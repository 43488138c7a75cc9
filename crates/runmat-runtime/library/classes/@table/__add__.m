function t = __add__(t, vars, names, after)
  % __add__(t, vars, names, after): t with variables added after so many.
  for k = 1:numel(vars)
    t = __set_variable__(t, names{k}, vars{k});
  end
  n = t.size__(2);
  m = numel(vars);
  t = __select__(t, ':', [1:after, n - m + 1:n, after + 1:n - m]);
end
