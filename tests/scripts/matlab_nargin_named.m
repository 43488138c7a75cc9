%% compat: matlab
f(1,2,"Mode","x")
f(1)
f(1,Mode="y")
function f(a,b,opt)
arguments
 a
 b = 5
 opt.Mode = "d"
end
fprintf('%d %s\n', nargin, opt.Mode);
end
