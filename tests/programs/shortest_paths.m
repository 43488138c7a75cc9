%% compat: both
% Dijkstra on a small road map held in a containers.Map of struct arrays, and
% Floyd-Warshall on the matrix of the same map.
1;

function g = add_road(g, a, b, km)
  g = one_way(g, a, b, km);
  g = one_way(g, b, a, km);
end

function g = one_way(g, a, b, km)
  edge = struct('to', b, 'km', km);
  if isKey(g, a)
    g(a) = [g(a), edge];
  else
    g(a) = edge;
  end
end

function [dist, prev] = dijkstra(g, start)
  names = keys(g);
  dist = containers.Map();
  prev = containers.Map();
  for k = 1:numel(names)
    dist(names{k}) = Inf;
  end
  dist(start) = 0;
  open = names;
  while ~isempty(open)
    d = cellfun(@(n) dist(n), open);
    [best, k] = min(d);
    if isinf(best)
      break;
    end
    here = open{k};
    open(k) = [];
    for e = g(here)
      alt = best + e.km;
      if alt < dist(e.to)
        dist(e.to) = alt;
        prev(e.to) = here;
      end
    end
  end
end

function p = route(prev, goal)
  p = {goal};
  while isKey(prev, p{1})
    p = [{prev(p{1})}, p];
  end
end

function [D, names] = to_matrix(g)
  names = keys(g);
  n = numel(names);
  D = Inf(n);
  for i = 1:n
    D(i, i) = 0;
    for e = g(names{i})
      j = find(strcmp(names, e.to));
      D(i, j) = min(D(i, j), e.km);
    end
  end
end

function D = floyd(D)
  n = size(D, 1);
  for k = 1:n
    D = min(D, D(:, k) + D(k, :));
  end
end

g = containers.Map();
g = add_road(g, 'Aldburg', 'Brenz', 12);
g = add_road(g, 'Aldburg', 'Castell', 7);
g = add_road(g, 'Castell', 'Brenz', 3);
g = add_road(g, 'Brenz', 'Dorn', 9);
g = add_road(g, 'Castell', 'Dorn', 14);
g = add_road(g, 'Dorn', 'Eich', 4);
g = add_road(g, 'Forst', 'Gau', 5);

[dist, prev] = dijkstra(g, 'Aldburg');
names = keys(dist);
for k = 1:numel(names)
  d = dist(names{k});
  if isinf(d)
    fprintf('%-8s not reachable\n', names{k});
  else
    fprintf('%-8s %3d km  %s\n', names{k}, d, strjoin(route(prev, names{k}), ' > '));
  end
end

[D, names] = to_matrix(g);
F = floyd(D);
fprintf('%8s', ' ', names{:});
fprintf('\n');
for i = 1:numel(names)
  fprintf('%8s', names{i});
  for j = 1:numel(names)
    if isinf(F(i, j))
      fprintf('%8s', '-');
    else
      fprintf('%8d', F(i, j));
    end
  end
  fprintf('\n');
end
fprintf('symmetric: %d\n', isequal(F, F'));
same = true;
for k = 1:numel(names)
  same = same && isequal(F(1, k), dist(names{k}));
end
fprintf('both methods agree: %d\n', same);
finite = F(isfinite(F) & F > 0);
fprintf('mean distance %.3f, longest %d\n', mean(finite), max(finite));
