%% compat: both
1;
function r = mygcd(a, b)
  while b ~= 0
    [a, b] = deal(b, mod(a, b));
  end
  r = a;
end
function s = tobase(n, b)
  digits = '0123456789abcdef';
  s = '';
  while n > 0
    s = [digits(mod(n, b) + 1) s];
    n = floor(n / b);
  end
end
fprintf('%d %d\n', mygcd(48, 36), mygcd(17, 5));
fprintf('%s %s %s\n', tobase(255, 2), tobase(255, 16), tobase(100, 7));
fprintf('%s\n', dec2base(100, 7));
