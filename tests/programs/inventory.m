%% compat: both
% A stock ledger: struct arrays for the items, a map from code to position,
% orders with validation, a report sorted by value.
1;

function inv = new_inventory()
  inv.items = struct('code', {}, 'name', {}, 'qty', {}, 'price', {});
  inv.index = containers.Map();
end

function inv = add_item(inv, code, name, qty, price)
  if isKey(inv.index, code)
    error('inv:duplicate', 'item %s exists already', code);
  end
  inv.items(end + 1) = struct('code', code, 'name', name, 'qty', qty, 'price', price);
  inv.index(code) = numel(inv.items);
end

function k = lookup(inv, code)
  if ~isKey(inv.index, code)
    error('inv:unknown', 'no item %s', code);
  end
  k = inv.index(code);
end

function inv = move(inv, code, delta)
  k = lookup(inv, code);
  if inv.items(k).qty + delta < 0
    error('inv:short', 'only %d of %s left', inv.items(k).qty, inv.items(k).name);
  end
  inv.items(k).qty = inv.items(k).qty + delta;
end

function total = value(inv)
  total = sum([inv.items.qty] .* [inv.items.price]);
end

function report(inv, field)
  v = inv.items;
  key = v(1).(field);
  if ischar(key)
    [~, order] = sort({v.(field)});
  else
    [~, order] = sort([v.(field)], 'descend');
  end
  fprintf('%-6s %-10s %5s %9s %10s\n', 'code', 'name', 'qty', 'price', 'value');
  for k = order
    fprintf('%-6s %-10s %5d %9.2f %10.2f\n', v(k).code, v(k).name, v(k).qty, ...
            v(k).price, v(k).qty * v(k).price);
  end
end

inv = new_inventory();
stock = {
  'B100', 'bolt',    500, 0.12
  'N200', 'nut',     750, 0.08
  'G300', 'gear',     40, 12.5
  'S400', 'spring',  120, 1.75
  'M500', 'motor',     6, 89.9
  };
for k = 1:size(stock, 1)
  inv = add_item(inv, stock{k, :});
end
report(inv, 'price');
fprintf('total value %.2f\n', value(inv));

orders = struct('code', {'B100', 'M500', 'X999', 'G300', 'M500', 'N200'}, ...
                'qty', {-120, -4, -1, 10, -5, -750});
rejected = {};
for k = 1:numel(orders)
  o = orders(k);
  try
    inv = move(inv, o.code, o.qty);
    fprintf('order %d: %s %+d\n', k, o.code, o.qty);
  catch err
    rejected{end + 1} = err.message;
    fprintf('order %d rejected: %s\n', k, err.message);
  end
end

try
  inv = add_item(inv, 'B100', 'bolt', 1, 1);
catch err
  fprintf('%s\n', err.message);
end

report(inv, 'name');
low = inv.items([inv.items.qty] < 10);
fprintf('low on stock: %s\n', strjoin({low.name}, ', '));
fprintf('total value %.2f, rejected %d\n', value(inv), numel(rejected));

% price rise of 5 % for everything above 1
prices = [inv.items.price];
prices(prices > 1) = round(prices(prices > 1) * 1.05 * 100) / 100;
prices = num2cell(prices);
[inv.items.price] = prices{:};
fprintf('%.2f ', inv.items.price);
fprintf('\n');

groups = containers.Map('KeyType', 'char', 'ValueType', 'any');
for it = inv.items
  letter = it.name(1);
  if ~isKey(groups, letter)
    groups(letter) = {};
  end
  groups(letter) = [groups(letter), {it.name}];
end
for g = keys(groups)
  fprintf('%s: %s\n', g{1}, strjoin(groups(g{1}), ' '));
end
