%% compat: octave
1;
function varargout = f(varargin), varargout{1} = nargin; varargout{2} = nargout; end
function r = defaults(a, b), if nargin < 2, b = 10; end, if ~exist('a','var') || isempty(a), a = 1; end, r = a + b; end
function [s, varargout] = stats(x), s = sum(x); if nargout > 1, varargout{1} = mean(x); end, if nargout > 2, varargout{2} = max(x); end, end
function r = counter(), persistent n; if isempty(n), n = 0; end, n++; r = n; end
function noargs, disp('noargs called'), end
function r = recur(s), if ischar(s), r = numel(s); elseif iscell(s), r = sum(cellfun(@recur, s)); else r = 0; end, end
[a,b] = f(1,2,3), defaults(), defaults(5), defaults([],1), [s,m,x] = stats([1 2 6]), counter(); counter(); counter(), noargs, noargs(); recur({'ab',{'c',{'def'}},5})
try, stats(), catch e, disp(e.message), end, try, [a,b,c] = f(); c, catch e, disp(e.message), end, try, defaults(1,2,3), catch e, disp(e.message), end, try, x = noargs(); catch e, disp(e.message), end
g = @() counter() + 100; g(), h = @defaults; h(1,2), cellfun(@defaults, {1,2},{3,4}), feval('defaults', 2), feval(@(varargin) numel(varargin), 1, 2, 3), w = who; ischar(w{1}), nargin('defaults'), nargout('defaults'), nargin(@stats), nargout('stats'), func2str(h), is_function_handle(h), exist('defaults'), 1;
function r = outer(x), function_local = 3; r = inner1(x) + function_local; end, function r = inner1(x), r = x * 2; end
outer(4), ans, xx.f = @(t) t + 1; xx.f(3), c = {@sin, @(x) x^2}; c{2}(4), s = 'abc'; s([1 end]), s(end+1) = 'd', [~, idx] = max([3 9 2]), [q, ~] = deal(1, 2), if ~isempty(idx) && idx == 2, disp('yes'), end, aa.b(3).c = 5; aa.b(3), numel(aa.b), aa.b(2).c
