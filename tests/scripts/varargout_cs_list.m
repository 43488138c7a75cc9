%% compat: both
1;
function varargout = parts(n)
  for k = 1:n
    varargout{k} = k * 10;
  end
end
[a, b] = parts(3);
fprintf('%d %d\n', a, b);
c = cell(1, 3);
[c{:}] = parts(3);
fprintf('%d ', c{:}); fprintf('\n');
[c{1:2}] = parts(2);
fprintf('%d ', c{:}); fprintf('\n');
s = struct('v', {0, 0});
[s.v] = parts(2);
fprintf('%d ', s.v); fprintf('\n');
x = [parts(1), 5];
fprintf('%d ', x); fprintf('\n');
