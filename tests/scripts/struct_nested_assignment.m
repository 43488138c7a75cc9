%% compat: both
cfg.net.host = 'localhost';
cfg.net.ports(3) = 8080;
cfg.list{2}.name = 'second';
cfg.tab(2).v = [1 2];
fprintf('%s\n', cfg.net.host);
fprintf('%d ', cfg.net.ports); fprintf('\n');
fprintf('%d %s\n', isempty(cfg.list{1}), cfg.list{2}.name);
fprintf('%d %d\n', numel(cfg.tab), cfg.tab(2).v(2));
cfg.tab(2).v(end + 1) = 3;
fprintf('%d ', cfg.tab(2).v); fprintf('\n');
f = 'dyn';
cfg.(f) = 1;
cfg.([f '2']) = 2;
fprintf('%d %d\n', cfg.dyn, cfg.dyn2);
