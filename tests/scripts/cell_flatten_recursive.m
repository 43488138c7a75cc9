%% compat: both
1;
function r = flatten(c)
  r = {};
  for k = 1:numel(c)
    if iscell(c{k})
      r = [r, flatten(c{k})];
    else
      r{end + 1} = c{k};
    end
  end
end
f = flatten({1, {2, {3, {4}}, 5}, {}, 6});
fprintf('%d ', f{:}); fprintf('\n');
fprintf('%d\n', numel(f));
