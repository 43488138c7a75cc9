%% compat: octave
r = cellfun(@(x) x*2, {1,'a',[1 2]}, 'ErrorHandler', @(e, varargin) -1, 'UniformOutput', false)
r = cellfun(@(x,y) x+y, {1,2},{3,'ab'}, 'ErrorHandler', @(e, varargin) e.index, 'UniformOutput', false)
try, cellfun(@(x) [x x], {1,2}), catch e, disp(e.message), disp(e.identifier), end
try, cellfun(@(x,y) x, {1,2},{1}), catch e, disp(e.message), disp(e.identifier), end
[a,b] = cellfun(@max, {[1 5 2],[7 3]})
c = cellfun(@isempty, {[], 'a', {}}), d = cellfun('length', {'ab', [1 2 3], {}})
[mn, ix] = arrayfun(@(k) min([k 3 5-k]), 1:5)
structfun(@(x) x*2, struct('a',1,'b',2)), structfun(@(x) x*2, struct('a',1,'b',2), 'UniformOutput', false)
e = cellfun(@(x) error('my:id','bad %d',x), {1,2}, 'ErrorHandler', @(s,x) s)
