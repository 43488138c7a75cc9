%% compat: both
1;
function varargout = spread(v)
  for k = 1:max(nargout, 1)
    varargout{k} = v(k);
  end
end
a = spread([5 6 7]);
fprintf('%d\n', a);
[a, b] = spread([5 6 7]);
fprintf('%d %d\n', a, b);
[a, b, c] = spread([5 6 7]);
fprintf('%d %d %d\n', a, b, c);
fprintf('%d\n', spread([9 8]));
