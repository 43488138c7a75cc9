%% compat: matlab
r = f1(1)
r = f1(1, 'Name', 5)
r = f1(1, Name=6)
r = f1(1, "Mode", "abc")
try, f1(1,'Bogus',3), catch e, disp(e.identifier), disp(e.message), end
try, f1(1,'Name',-3), catch e, disp(e.identifier), disp(e.message), end
try, f1(1,'Name','abc'), catch e, disp(e.identifier), disp(e.message), end
try, f1(1,'Name'), catch e, disp(e.identifier), disp(e.message), end
try, f1('x',1,2,3), catch e, disp(e.identifier), disp(e.message), end
try, f1(), catch e, disp(e.identifier), disp(e.message), end
try, f1(1,2,3,4), catch e, disp(e.identifier), disp(e.message), end
f2(1,2,3,4)
f2(1)
f3('a',1,'b',2)
f3()
try, f3('a'), catch e, disp(e.message), end
f4(1,'Scale',2)
f4(1,7,'Scale',2)
f4(1,7)
f5(1, 2, 3)
function r = f1(x, opts)
  arguments
    x (1,1) double
    opts.Name (1,1) double {mustBePositive} = 3
    opts.Mode string = "fast"
  end
  r = opts;
  r.x = x;
end
function f2(a, b)
  arguments
   a
  end
  arguments (Repeating)
   b (1,1) double
  end
  disp(a), disp(class(b)), disp(size(b)), disp(nargin)
end
function f3(k, v)
  arguments (Repeating)
    k char
    v double
  end
  disp(k), disp(v)
end
function f4(x, y, o)
  arguments
    x
    y = 10
    o.Scale = 1
    o.Off
  end
  disp([x y o.Scale]), disp(isfield(o,'Off'))
end
function f5(varargin)
 arguments (Repeating)
  varargin double
 end
 disp(numel(varargin))
end
