% Sudoku
% Solved by trying what fits, in the cell with the fewest possibilities first.

puzzle = [0 0 5 3 0 0 0 0 0
          8 0 0 0 0 0 0 2 0
          0 7 0 0 1 0 5 0 0
          4 0 0 0 0 5 3 0 0
          0 1 0 0 7 0 0 0 6
          0 0 3 2 0 0 0 8 0
          0 6 0 5 0 0 0 0 9
          0 0 4 0 0 0 0 3 0
          0 0 0 0 0 9 7 0 0];

[solution, tried] = solve_sudoku(puzzle);
show(solution)
fprintf('%d cells were empty, %d numbers were tried.\n', nnz(puzzle == 0), tried);
assert(all(sort(solution, 1) == (1:9)', 'all') && all(sort(solution, 2) == 1:9, 'all'));

function [board, tried] = solve_sudoku(board)
    tried = 0;
    [row, column, fitting] = hardest(board);
    if isempty(row)
        return
    end
    for number = fitting
        board(row, column) = number;
        [next, more] = solve_sudoku(board);
        tried = tried + more + 1;
        if all(next(:))
            board = next;
            return
        end
    end
    board(row, column) = 0;
end

function [row, column, fitting] = hardest(board)
    row = [];
    column = [];
    fitting = 1:10;
    for cell_ = find(board == 0)'
        [r, c] = ind2sub([9 9], cell_);
        block = board(3 * ceil(r / 3) + (-2:0), 3 * ceil(c / 3) + (-2:0));
        free = setdiff(1:9, [board(r, :), board(:, c)', block(:)']);
        if numel(free) < numel(fitting)
            row = r;
            column = c;
            fitting = free;
        end
    end
end

function show(board)
    for r = 1:9
        line = sprintf('%d %d %d | %d %d %d | %d %d %d', board(r, :));
        disp(line)
        if r == 3 || r == 6
            disp('------+-------+------')
        end
    end
end
