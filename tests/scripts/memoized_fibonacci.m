%% compat: both
1;
function r = fibm(n, memo)
  if n < 2
    r = n;
  elseif isKey(memo, n)
    r = memo(n);
  else
    r = fibm(n - 1, memo) + fibm(n - 2, memo);
    memo(n) = r;
  end
end
memo = containers.Map('KeyType', 'double', 'ValueType', 'double');
fprintf('%d\n', fibm(60, memo));
fprintf('%d\n', memo.Count);
