%% compat: both
% Primes by a sieve, twins, gaps, factorisations and a few classical sums.
1;

function p = sieve(n)
  is_prime = true(1, n);
  is_prime(1) = false;
  for k = 2:floor(sqrt(n))
    if is_prime(k)
      is_prime(k * k:k:n) = false;
    end
  end
  p = find(is_prime);
end

function f = factorise(n, p)
  f = struct('prime', {}, 'power', {});
  for q = p
    if q * q > n
      break;
    end
    e = 0;
    while mod(n, q) == 0
      n = n / q;
      e = e + 1;
    end
    if e > 0
      f(end + 1) = struct('prime', q, 'power', e);
    end
  end
  if n > 1
    f(end + 1) = struct('prime', n, 'power', 1);
  end
end

function s = show_factors(f)
  parts = cell(1, numel(f));
  for k = 1:numel(f)
    if f(k).power == 1
      parts{k} = sprintf('%d', f(k).prime);
    else
      parts{k} = sprintf('%d^%d', f(k).prime, f(k).power);
    end
  end
  s = strjoin(parts, ' * ');
end

function t = totient(n, p)
  t = n;
  for f = factorise(n, p)
    t = t / f.prime * (f.prime - 1);
  end
end

p = sieve(1000);
fprintf('%d primes up to 1000, sum %d\n', numel(p), sum(p));
fprintf('first: %s\n', sprintf('%d ', p(1:10)));
fprintf('last: %s\n', sprintf('%d ', p(end - 4:end)));
fprintf('same as primes(): %d\n', isequal(p, primes(1000)));

gaps = diff(p);
[g, k] = max(gaps);
fprintf('largest gap %d after %d\n', g, p(k));
twins = find(gaps == 2);
fprintf('%d twin pairs, last (%d, %d)\n', numel(twins), p(twins(end)), p(twins(end)) + 2);
fprintf('most common gap %d\n', mode(gaps));

for n = [12 97 360 1001 65536 999999]
  f = factorise(n, p);
  fprintf('%d = %s\n', n, show_factors(f));
  back = prod([f.prime] .^ [f.power]);
  if back ~= n
    fprintf('  wrong: %d\n', back);
  end
end

fprintf('totients: ');
for n = [1 9 10 36 97]
  fprintf('%d ', totient(n, p));
end
fprintf('\n');

perfect = [];
for n = 2:500
  d = 1:n - 1;
  if sum(d(mod(n, d) == 0)) == n
    perfect(end + 1) = n;
  end
end
fprintf('perfect numbers: %s\n', mat2str(perfect));

even = 4:2:60;
for n = [10 28 60]
  count = 0;
  for q = p(p <= n / 2)
    if any(p == n - q)
      count = count + 1;
    end
  end
  fprintf('%d is a sum of two primes in %d ways\n', n, count);
end
fprintf('checked %d even numbers\n', numel(even));
fprintf('%.6f\n', prod(1 ./ (1 - 1 ./ p.^2)));
