%% compat: both
1;
function put(v)
  global store
  store{end + 1} = v;
end
function n = count()
  global store
  n = numel(store);
end
global store
store = {};
put(1);
put('x');
fprintf('%d %s\n', count(), class(store{2}));
clear store
fprintf('%d\n', exist('store', 'var'));
global store
fprintf('%d\n', numel(store));
