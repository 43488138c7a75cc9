%% compat: octave
1;
function r = fib(n), if n < 2, r = n; else r = fib(n-1) + fib(n-2); end, end
function varargout = multi(varargin), printf('%d in %d out\n', nargin, nargout); for k=1:nargout, varargout{k} = k*10; end, end
function hanoi(n,a,b,c), global moves; if n==0, return, end, hanoi(n-1,a,c,b); moves++; hanoi(n-1,c,b,a); end
arrayfun(@fib, 0:10)
[a,b,c] = multi(1,2); disp([a b c]); multi(); x = cell(1,3); [x{:}] = multi(); x
global moves; moves = 0; hanoi(5,'A','B','C'); moves
function r = ack(m,n), if m==0, r=n+1; elseif n==0, r=ack(m-1,1); else r=ack(m-1,ack(m,n-1)); end, end
ack(2,3)
