%% compat: both
1;
function r = total(varargin)
  r = 0;
  for k = 1:numel(varargin)
    r = r + varargin{k};
  end
end
function r = outer(varargin)
  r = total(varargin{:}, 100);
end
function show(first, varargin)
  fprintf('%s:', first);
  fprintf(' %d', varargin{:});
  fprintf(' (%d)\n', nargin);
end
fprintf('%d\n', outer(1, 2, 3));
fprintf('%d\n', outer());
show('a', 1, 2);
args = {4, 5, 6};
show('b', args{2:3});
