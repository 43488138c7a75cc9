%% compat: matlab
f = inline('x^2+y')
disp(class(f)), disp(f(2, 1)), disp(formula(f)), disp(argnames(f)), disp(char(f))
g = vectorize(f);
disp(g)
disp(g([1 2], 1)), disp(feval(f, 3, 0)), disp(nargin(f)), disp(isa(f, 'function_handle'))
h = inline('sin(a*t)', 't', 'a');
disp(argnames(h)'), disp(h(0, 1))
k = inline('x*P1+P2', 2);
disp(k(3, 2, 1))
disp(cellfun(inline('x+1'), {1, 2})), disp(arrayfun(inline('x+1'), [1 2]))
disp(fzero(inline('x-2'), 1)), fprintf('%.4f\n', quad(inline('x.^2'), 0, 1), integral(inline('x.^2'), 0, 1))
[t, y] = ode45(inline('-y', 't', 'y'), [0 1], 1);
fprintf('%.3f\n', y(end))
c = {f}
try
  f.expression
catch e
  disp(e.message)
end
