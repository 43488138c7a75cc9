function [x, y, h, s] = treelayout(parent, order)
  % [x, y, h, s] = treelayout(parent): places of the nodes of a tree in a drawing, its height, and the number
  % of nodes on the way to the first branch.
  % treelayout(parent, order): with the nodes in this postorder.
  %
  %     [x, y] = treelayout([0 1 1])
  if nargin < 1
    print_usage();
  end
  if ~isnumeric(parent) || ~isvector(parent)
    error('treelayout: PARENT must be a vector of predecessors');
  end
  parent = parent(:)';
  n = numel(parent);
  if nargin < 2
    order = postorder(parent);
  end
  order = order(:)';
  % Leaves stand side by side, a node in the middle above its children.
  x = zeros(1, n);
  depth = zeros(1, n);
  first = inf(1, n);
  last = -inf(1, n);
  leaf = 0;
  children = zeros(1, n);
  for v = parent(parent > 0)
    children(v) = children(v) + 1;
  end
  for v = order
    if children(v) == 0
      leaf = leaf + 1;
      first(v) = leaf;
      last(v) = leaf;
    end
    x(v) = (first(v) + last(v)) / 2;
    p = parent(v);
    if p > 0
      first(p) = min(first(p), x(v));
      last(p) = max(last(p), x(v));
    end
  end
  for v = fliplr(order)
    if parent(v) > 0
      depth(v) = depth(parent(v)) + 1;
    end
  end
  h = max(depth);
  y = h - depth + 1;
  % The chain from the root down to the first branch.
  s = 0;
  v = find(parent == 0);
  if isscalar(v)
    s = 1;
    next = find(parent == v);
    while isscalar(next)
      s = s + 1;
      v = next;
      next = find(parent == v);
    end
  end
end

function order = postorder(parent)
  n = numel(parent);
  order = zeros(1, 0);
  pending = find(parent == 0);
  opened = false(1, n);
  while ~isempty(pending)
    v = pending(end);
    if opened(v)
      order(end + 1) = v;
      pending(end) = [];
    else
      opened(v) = true;
      pending = [pending, find(parent == v)];
    end
  end
end
