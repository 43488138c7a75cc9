% The game of life
% An animation in the command window: each generation replaces the last.

rng(3);
world = rand(22, 60) < 0.28;
generations = 60;

for k = 1:generations
    clc
    picture = repmat(' ', size(world));
    picture(world) = 'o';
    disp(picture)
    fprintf('generation %d, %d alive\n', k, nnz(world));
    pause(0.08)
    world = next(world);
end

function world = next(world)
    neighbours = conv2(double(world), [1 1 1; 1 0 1; 1 1 1], 'same');
    world = neighbours == 3 | (world & neighbours == 2);
end
