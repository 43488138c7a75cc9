%% compat: both
1;
function walk(s, prefix)
  f = fieldnames(s);
  for k = 1:numel(f)
    v = s.(f{k});
    name = [prefix f{k}];
    if isstruct(v)
      walk(v, [name '.']);
    elseif ischar(v)
      fprintf('%s = "%s"\n', name, v);
    else
      fprintf('%s = %s\n', name, mat2str(v));
    end
  end
end
cfg.server.host = 'example';
cfg.server.ports = [80 443];
cfg.debug = true;
cfg.limits.cpu.max = 0.5;
walk(cfg, '');
