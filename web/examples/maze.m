% A maze
% Dug at random, then solved by a search that spreads like water.

rng(5);
maze = dig(10, 28);
way = solve_maze(maze, [2 2], size(maze) - 1);

picture = repmat(' ', size(maze));
picture(maze) = '#';
picture(way) = '.';
disp(picture)
fprintf('%d steps from the top left to the bottom right.\n', numel(way) - 1);

function maze = dig(rows, columns)
    maze = true(2 * rows + 1, 2 * columns + 1);
    stack = [2 2];
    maze(2, 2) = false;
    moves = [0 2; 2 0; 0 -2; -2 0];
    while ~isempty(stack)
        here = stack(end, :);
        next = here + moves(randperm(4), :);
        inside = all(next > 1, 2) & next(:, 1) < size(maze, 1) & next(:, 2) < size(maze, 2);
        next = next(inside, :);
        next = next(maze(sub2ind(size(maze), next(:, 1), next(:, 2))), :);
        if isempty(next)
            stack(end, :) = [];
            continue
        end
        between = (here + next(1, :)) / 2;
        maze(between(1), between(2)) = false;
        maze(next(1, 1), next(1, 2)) = false;
        stack(end + 1, :) = next(1, :);
    end
end

function way = solve_maze(maze, from, to)
    start = sub2ind(size(maze), from(1), from(2));
    goal = sub2ind(size(maze), to(1), to(2));
    before = zeros(size(maze));
    before(start) = start;
    queue = start;
    while before(goal) == 0
        here = queue(1);
        queue(1) = [];
        for next = here + [1, -1, size(maze, 1), -size(maze, 1)]
            if ~maze(next) && before(next) == 0
                before(next) = here;
                queue(end + 1) = next;
            end
        end
    end
    way = goal;
    while way(1) ~= start
        way = [before(way(1)), way];
    end
end
