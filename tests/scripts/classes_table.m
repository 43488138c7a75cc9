%% compat: both
% Tables: making, indexing, assigning, joining, grouping.
1;
function show(t)
  fprintf('[%d %d]', size(t));
  fprintf(' %s', t.Properties.VariableNames{:});
  fprintf('\n');
end
T = table([3; 1; 2], {'c'; 'a'; 'b'}, [true; false; true], 'VariableNames', {'N', 'S', 'L'});
show(T);
fprintf('%g ', T.N); fprintf('\n');
fprintf('%s ', T.S{:}); fprintf('\n');
fprintf('%g ', T{:, 'N'}', T{2, 1}, T.N(3)); fprintf('\n');
show(T(2, :)); show(T(:, {'L', 'N'})); show(T(T.L, :)); show(T([1 3], 2)); show(T(end, end));
T.M = T.N * 2; show(T);
T.N(2) = 10; fprintf('%g ', T.N); fprintf('\n');
T{1, 'M'} = 99; fprintf('%g ', T.M); fprintf('\n');
T.S{3} = 'changed'; fprintf('%s ', T.S{:}); fprintf('\n');
T(end + 1, :) = {7, 'd', true, 14}; show(T);
T(2, :) = []; show(T);
T.L = []; show(T);
T = sortrows(T, 'N'); fprintf('%g ', T.N); fprintf('\n');
T = sortrows(T, 'N', 'descend'); fprintf('%g ', T.N); fprintf('\n');
T.Properties.VariableNames{1} = 'Num'; show(T);
T.Properties.RowNames = {'r1', 'r2', 'r3'};
fprintf('%g %g\n', T.Num('r2'), T{'r3', 'Num'}); show(T({'r1', 'r3'}, 'S'));
name = 'Num'; fprintf('%g ', T.(name)); fprintf('\n');
A = table([1; 2; 3], [10; 20; 30], 'VariableNames', {'K', 'X'});
B = table([2; 3; 4], {'two'; 'three'; 'four'}, 'VariableNames', {'K', 'Y'});
J = innerjoin(A, B); show(J); fprintf('%g ', J.K); fprintf('%s ', J.Y{:}); fprintf('\n');
J = outerjoin(A, B, 'MergeKeys', true); show(J); fprintf('%g ', J.K, J.X); fprintf('\n');
J = outerjoin(A, B, 'Type', 'left'); show(J);
J = join(A, table([3; 2; 1], [300; 200; 100], 'VariableNames', {'K', 'Z'})); fprintf('%g ', J.Z); fprintf('\n');
V = [A; A(1, :)]; show(V); H = [A, B(:, 'Y')]; show(H);
U = unique(V); show(U);
G = table({'a'; 'b'; 'a'; 'b'}, [1; 2; 3; 4], 'VariableNames', {'G', 'V'});
S = groupsummary(G, 'G', {'sum', 'mean'}, 'V'); show(S); fprintf('%g ', S.GroupCount, S.sum_V, S.mean_V); fprintf('\n');
S = varfun(@mean, G, 'InputVariables', 'V'); show(S); fprintf('%g\n', S.mean_V);
S = varfun(@max, G, 'GroupingVariables', 'G'); show(S); fprintf('%g ', S.max_V); fprintf('\n');
S = rowfun(@(k, x) k + x, A, 'OutputVariableNames', {'Sum'}); fprintf('%g ', S.Sum); fprintf('\n');
fprintf('%g ', table2array(A)); fprintf('\n');
C = table2cell(B); fprintf('%s\n', C{2, 2});
s = table2struct(B); fprintf('%d %s\n', numel(s), s(3).Y);
show(struct2table(s)); show(cell2table({1, 'x'; 2, 'y'}, 'VariableNames', {'p', 'q'}));
show(array2table([1 2 3; 4 5 6])); show(head(A, 2)); show(tail(A, 1));
show(addvars(A, [7; 8; 9], 'NewVariableNames', 'W', 'Before', 'X')); show(removevars(A, 'X'));
show(renamevars(A, 'X', 'Z')); show(movevars(A, 'X', 'Before', 'K'));
M = table([1; NaN; 3], {'a'; ''; 'c'}); fprintf('%d ', ismissing(M)); show(rmmissing(M));
fprintf('%d %d %d %d\n', height(A), width(A), isempty(A), istable(A));
s = struct(); s.T = A; s.T.X(2) = -1; fprintf('%g ', s.T.X); fprintf('\n');
c = {A}; c{1}.X(1) = 5; fprintf('%g ', c{1}.X); fprintf('\n');
E = table(); E.a = [1; 2]; E.b = {'x'; 'y'}; show(E);
P = table('Size', [2 2], 'VariableTypes', {'double', 'cell'}, 'VariableNames', {'u', 'v'}); show(P);
D = table(datetime(2024, 1, [3; 1; 2]), hours([1; 2; 3]), categorical({'p'; 'q'; 'p'}), 'VariableNames', {'When', 'Long', 'Kind'});
D = sortrows(D, 'When'); fprintf('%d ', day(D.When)); fprintf('%g ', hours(D.Long)); fprintf('\n');
D.When(2) = datetime(2025, 5, 5); fprintf('%d ', year(D.When)); fprintf('\n');
show(D(D.Kind == 'p', :)); show(D(D.When > datetime(2024, 6, 1), :));
total = 0;
for k = 1:height(A), total = total + A.X(k); end
fprintf('%g\n', total);
fprintf('%d\n', isequal(A, A), isequal(A, B));
W = unstack(table({'a'; 'a'; 'b'}, {'x'; 'y'; 'x'}, [1; 2; 3], 'VariableNames', {'id', 'var', 'val'}), 'val', 'var'); show(W);
R = stack(table([1; 2], [3; 4], 'VariableNames', {'p', 'q'}), {'p', 'q'}); fprintf('%g ', R.p_q); fprintf('\n');
try, A.Nope; catch e, disp(e.message); end
try, A(9, :); catch e, disp(e.message); end
try, A(:, 'zz'); catch e, disp(e.message); end
try, A.X = [1 2]; catch e, disp(e.message); end
try, A(1); catch e, disp(e.message(1:55)); end
try, table([1; 2], [1; 2; 3]); catch e, disp(e.message); end
