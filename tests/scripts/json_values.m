%% compat: both
% JSON there and back
fprintf('%s\n', jsonencode(struct('a', [1 2; 3 4], 'b', {{'x', true, []}}, 'c', 'q"\')));
fprintf('%s\n', jsonencode({}), jsonencode(''), jsonencode([NaN Inf]), jsonencode({int8(5), pi > 3}));
fprintf('%s\n', jsonencode(struct('k', {1, 2})));
v = jsondecode('{"a": [1, 2, null], "b c": {"d": [[1, 2], [3, 4]]}, "e": [{"f": 1}, {"f": 2}], "g": ["x", 1]}');
fprintf('%g ', v.a, v.bC.d, v.e.f); fprintf('\n');
fprintf('%d %s %d\n', iscell(v.g), v.g{:});
fprintf('%s ', matlab.lang.makeValidName('3d plot'), matlab.lang.makeValidName('for')); fprintf('\n');
u = matlab.lang.makeUniqueStrings({'a', 'b', 'a'}); fprintf('%s ', u{:}); fprintf('\n');
try, jsondecode('[1,'); catch e, fprintf('%d\n', ~isempty(e.message)); end
