%% compat: both
1;
function r = is_pal(s)
  s = lower(s(isletter(s)));
  r = strcmp(s, fliplr(s));
end
tests = {'Level', 'A man, a plan, a canal: Panama', 'hello', ''};
for k = 1:numel(tests)
  fprintf('%d ', is_pal(tests{k}));
end
fprintf('\n');
w = strsplit('the quick brown fox', ' ');
fprintf('%s ', w{end:-1:1}); fprintf('\n');
