%% compat: both
1;
function r = fact(n)
  if n <= 1
    r = 1;
  else
    r = n * fact(n - 1);
  end
end
function r = fib(n)
  if n < 2, r = n; else, r = fib(n - 1) + fib(n - 2); end
end
function r = ack(m, n)
  if m == 0
    r = n + 1;
  elseif n == 0
    r = ack(m - 1, 1);
  else
    r = ack(m - 1, ack(m, n - 1));
  end
end
fprintf('%d\n', fact(10));
fprintf('%d ', arrayfun(@fib, 0:12)); fprintf('\n');
fprintf('%d\n', ack(2, 3));
