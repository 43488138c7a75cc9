%% compat: both
1;
function r = square(x)
  r = x .^ 2;
end
function r = apply(f, varargin)
  r = f(varargin{:});
end
fprintf('%d ', apply(@square, [1 2 3])); fprintf('\n');
fprintf('%d\n', apply(@(a, b) a - b, 10, 4));
f = @square;
fprintf('%s\n', func2str(f));
fprintf('%d ', cellfun(@square, {1, 2, 3})); fprintf('\n');
g = @() square(9);
fprintf('%d\n', g());
c = {@square, @sqrt};
fprintf('%g ', cellfun(@(h) h(16), c)); fprintf('\n');
