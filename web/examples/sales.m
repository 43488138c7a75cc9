% Tables
% Rows with names and classes: select, sort, group, join.

Shop = ["North"; "South"; "North"; "East"; "South"; "East"; "North"];
Item = ["tea"; "tea"; "coffee"; "coffee"; "coffee"; "tea"; "cocoa"];
Count = [12; 7; 30; 22; 18; 9; 4];
Price = [3.2; 3.4; 2.9; 2.8; 3.0; 3.1; 4.5];
sales = table(Shop, Item, Count, Price);
sales.Total = sales.Count .* sales.Price;

disp(sortrows(sales, 'Total', 'descend'))

large = sales(sales.Total > 40, {'Shop', 'Item', 'Total'})

by_shop = groupsummary(sales, 'Shop', 'sum', 'Total')

managers = table(["North"; "South"; "East"], ["Ada"; "Grace"; "Emmy"], 'VariableNames', {'Shop', 'Manager'});
joined = join(by_shop, managers);
for k = 1:height(joined)
    fprintf('%-6s %-6s %8.2f\n', joined.Shop(k), joined.Manager(k), joined.sum_Total(k));
end
