%% compat: both
1;
function show(varargin)
  opts = struct('color', 'black', 'width', 1);
  for k = 1:2:numel(varargin)
    name = lower(varargin{k});
    if ~isfield(opts, name)
      error('bad:option', 'unknown option %s', name);
    end
    opts.(name) = varargin{k + 1};
  end
  fprintf('%s %d\n', opts.color, opts.width);
end
show();
show('Width', 5);
show('color', 'red', 'width', 2);
try
  show('depth', 1);
catch err
  fprintf('%s: %s\n', err.identifier, err.message);
end
