%% compat: both
1;
function r = guarded(x)
  c = onCleanup(@() shout('bye'));
  r = 2 * x;
end
function r = shout(text)
  fprintf('%s\n', text);
  r = -1;
end
f = @(x) guarded(x);
fprintf('%d\n', f(4));
fprintf('%d\n', cellfun(@(x) guarded(x), {1, 2}));
