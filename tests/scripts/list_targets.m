%% compat: both
1;
function varargout = sizes(varargin)
  [varargout{1:nargout}] = size(varargin{:});
end
sizes(ones(2, 3));
disp(mat2str(ans))
[a, b] = sizes(ones(2, 3));
fprintf('%d %d\n', a, b)
b = struct('name', cell(2, 3));
[b(1:2, [1, 3]).name] = deal(4);
disp(mat2str(cellfun(@isempty, reshape({b.name}, 2, 3))))
d = struct('z', {1, 2, 3});
[d(logical([1 0 1])).z] = deal(8, 9);
disp(mat2str([d.z]))
[d(:).z] = deal(0);
disp(mat2str([d.z]))
c = {};
[c{1:0}] = size([1 2]);
disp(mat2str(c{1}))
[n.b(1:2).x] = deal(3, 4);
disp(mat2str(n.b(2).x))
