%% compat: both
1;
function r = kind(x)
  switch x
    case {'cat', 'dog'}
      r = 'pet';
    case 'cow'
      r = 'farm';
    case {1, 2, 3}
      r = 'small';
    case 10
      r = 'ten';
    otherwise
      r = 'unknown';
  end
end
in = {'cat', 'dog', 'cow', 'emu', 1, 3, 10, 11, 'Cat'};
for k = 1:numel(in)
  fprintf('%s ', kind(in{k}));
end
fprintf('\n');
