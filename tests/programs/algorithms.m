%% compat: octave
1;
function r = bisect(f,a,b,tol)
  while (b-a)/2 > tol
    c = (a+b)/2;
    if f(c) == 0, break; elseif sign(f(c)) == sign(f(a)), a = c; else, b = c; end
  end
  r = (a+b)/2;
end
function [t,y] = euler(f,t0,y0,h,n), t = t0 + (0:n)*h; y = zeros(1,n+1); y(1) = y0; for k=1:n, y(k+1) = y(k) + h*f(t(k),y(k)); end, end
function y = rk4(f,t,y,h), k1 = f(t,y); k2 = f(t+h/2,y+h*k1/2); k3 = f(t+h/2,y+h*k2/2); k4 = f(t+h,y+h*k3); y += h*(k1+2*k2+2*k3+k4)/6; end
function s = simpson(f,a,b,n), h=(b-a)/n; x=a:h:b; s = h/3*(f(x(1)) + 4*sum(f(x(2:2:end-1))) + 2*sum(f(x(3:2:end-2))) + f(x(end))); end
function [x, it] = jacobi(A,b,tol), D = diag(diag(A)); R = A - D; x = zeros(size(b)); for it=1:1000, xn = D\(b-R*x); if norm(xn-x,inf) < tol, x = xn; return; end, x = xn; end, end
function L = mychol(A), n = rows(A); L = zeros(n); for j=1:n, L(j,j) = sqrt(A(j,j) - sum(L(j,1:j-1).^2)); for i=j+1:n, L(i,j) = (A(i,j) - sum(L(i,1:j-1).*L(j,1:j-1)))/L(j,j); end, end, end
function d = levenshtein(s,t), m=numel(s); n=numel(t); D=zeros(m+1,n+1); D(:,1)=0:m; D(1,:)=0:n; for i=1:m, for j=1:n, D(i+1,j+1)=min([D(i,j+1)+1, D(i+1,j)+1, D(i,j)+(s(i)~=t(j))]); end, end, d=D(end,end); end
function r = lcs(a,b), D=zeros(numel(a)+1,numel(b)+1); for i=1:numel(a), for j=1:numel(b), if a(i)==b(j), D(i+1,j+1)=D(i,j)+1; else D(i+1,j+1)=max(D(i,j+1),D(i+1,j)); end, end, end, i=numel(a); j=numel(b); r=''; while i>0&&j>0, if a(i)==b(j), r=[a(i) r]; i--; j--; elseif D(i,j+1)>=D(i+1,j), i--; else j--; end, end, end
function q = queens(n), q = place([], n); end
function q = place(p, n), if numel(p)==n, q=p; return, end, q=[]; for c=1:n, ok = all(p ~= c) && all(abs(p-c) ~= (numel(p):-1:1)); if ok, q = place([p c], n); if ~isempty(q), return, end, end, end, end
function d = dijkstra(G,s), n=rows(G); d=inf(1,n); d(s)=0; done=false(1,n); for k=1:n, t=d; t(done)=inf; [m,u]=min(t); if isinf(m), break, end, done(u)=true; for v=find(G(u,:)), d(v)=min(d(v), d(u)+G(u,v)); end, end, end
function r = sieve(n), p=true(1,n); p(1)=false; for k=2:floor(sqrt(n)), if p(k), p(k*k:k:n)=false; end, end, r=find(p); end
function s = num2words(n), ones_={'one','two','three','four','five','six','seven','eight','nine'}; tens_={'','twenty','thirty'}; if n<10, s=ones_{n}; else s=[tens_{floor(n/10)} '-' ones_{mod(n,10)}]; end, end
function out = rle(s), out=''; k=1; while k<=numel(s), j=k; while j<numel(s)&&s(j+1)==s(k), j++; end, out=[out sprintf('%d%c', j-k+1, s(k))]; k=j+1; end, end
function r = matchbr(s), st=''; r=true; for c=s, switch c, case {'(','[','{'}, st(end+1)=c; case {')',']','}'}, if isempty(st) || ~any(strcmp([st(end) c],{'()','[]','{}'})), r=false; return, end, st(end)=[]; end, end, r=isempty(st); end
printf('%.6f\n', bisect(@(x) x^3-x-2, 1, 2, 1e-8)); [t,y] = euler(@(t,y) -2*y, 0, 1, 0.1, 10); printf('%.6f ', y); disp(''); y=1; for k=0:9, y = rk4(@(t,y) t*y, k*0.1, y, 0.1); end, printf('%.8f\n', y); printf('%.8f\n', simpson(@exp,0,1,10)); [x,it]=jacobi([4 1;2 5],[1;2],1e-10); printf('%.8f ', x); disp(it); mychol([4 2;2 3]), levenshtein('kitten','sitting'), lcs('ABCBDAB','BDCABA'), queens(6), dijkstra([0 4 1 0;0 0 0 1;0 2 0 5;0 0 0 0],1), sieve(30), num2words(23), rle('aaabbc'), matchbr('{[()]}'), matchbr('(]')
