%% compat: octave
1;
function [q, r] = divmod(a, b), q = floor(a / b); r = a - q*b; end
function s = roman(n)
  v = [1000 900 500 400 100 90 50 40 10 9 5 4 1]; r = {'M','CM','D','CD','C','XC','L','XL','X','IX','V','IV','I'}; s = '';
  for k=1:numel(v), while n >= v(k), s = [s r{k}]; n -= v(k); end, end
end
function r = caesar(s, k), r = s; u = isupper(s); l = islower(s); r(u) = char(mod(s(u)-'A'+k, 26)+'A'); r(l) = char(mod(s(l)-'a'+k,26)+'a'); end
function r = isPal(s), s = lower(s(isletter(s))); r = strcmp(s, fliplr(s)); end
function m = transposeCell(c), m = cell(size(c')); for i=1:size(c,1), for j=1:size(c,2), m{j,i} = c{i,j}; end, end, end
[q, r] = divmod(17, 5), roman(1994), caesar('Hello, World!', 3), caesar(caesar('Hello', 3), -3), isPal('A man, a plan, a canal: Panama'), transposeCell({1,'a';2,'b'})
function r = bubble(v), n = numel(v); for i=1:n-1, for j=1:n-i, if v(j) > v(j+1), v([j j+1]) = v([j+1 j]); end, end, end, r = v; end
bubble([5 2 9 1]), function r = collatz(n), r = n; while n ~= 1, if mod(n,2), n = 3*n+1; else n /= 2; end, r(end+1) = n; end, end
collatz(6), function r = gcdr(a,b), if b == 0, r = a; else r = gcdr(b, mod(a,b)); end, end
gcdr(48, 18), pascal(4), function r = perms2(v), if numel(v) <= 1, r = v; return, end, r = []; for k=1:numel(v), p = perms2(v([1:k-1 k+1:end])); r = [r; repmat(v(k), size(p,1), 1) p]; end, end
perms2([1 2 3]), perms([1 2 3]), nchoosek(1:4, 2), function y = newton(f, df, x), for k=1:50, d = f(x)/df(x); x -= d; if abs(d) < 1e-12, break, end, end, y = x; end
printf('%.10f\n', newton(@(x) x^3-2, @(x) 3*x^2, 1)); function r = flat(c), r = {}; for k=1:numel(c), if iscell(c{k}), r = [r flat(c{k})]; else r{end+1} = c{k}; end, end, end
flat({1,{2,{3,'x'}},{}})
