%% compat: both
1;
function r = handler(info, varargin)
  fprintf('index %d: %s\n', info.index, info.message);
  r = -1;
end
function r = risky(x)
  if x < 0
    error('neg:value', 'negative input');
  end
  r = sqrt(x);
end
r = cellfun(@risky, {4, -1, 9}, 'ErrorHandler', @handler);
fprintf('%d ', r); fprintf('\n');
r = arrayfun(@risky, [1 -4], 'ErrorHandler', @handler);
fprintf('%d ', r); fprintf('\n');
