%% compat: both
% Conway's Game of Life on a torus: a glider, a blinker and some statistics.
1;

function n = neighbours(board)
  n = zeros(size(board));
  for dr = -1:1
    for dc = -1:1
      if dr ~= 0 || dc ~= 0
        n = n + circshift(board, [dr dc]);
      end
    end
  end
end

function board = step(board)
  n = neighbours(board);
  board = double(n == 3 | (board == 1 & n == 2));
end

function show(board, label)
  fprintf('%s: %d alive\n', label, sum(board(:)));
  for r = 1:size(board, 1)
    line = repmat('.', 1, size(board, 2));
    line(board(r, :) == 1) = '#';
    fprintf('  %s\n', line);
  end
end

function board = place(board, pattern, r, c)
  [h, w] = size(pattern);
  board(r:r + h - 1, c:c + w - 1) = pattern;
end

function p = period(board, limit)
  % smallest p with the same board after p steps, 0 when there is none
  first = board;
  p = 0;
  for k = 1:limit
    board = step(board);
    if isequal(board, first)
      p = k;
      return;
    end
  end
end

glider = [0 1 0; 0 0 1; 1 1 1];
blinker = [1 1 1];
block = ones(2);

board = zeros(8, 10);
board = place(board, glider, 1, 1);
board = place(board, block, 6, 8);
show(board, 'start');
for k = 1:4
  board = step(board);
end
show(board, 'after 4');

counts = zeros(1, 12);
for k = 1:12
  board = step(board);
  counts(k) = sum(board(:));
end
fprintf('population: %s\n', sprintf('%d ', counts));

small = place(zeros(6), blinker, 3, 2);
fprintf('blinker period %d\n', period(small, 10));
fprintf('block period %d\n', period(place(zeros(6), block, 2, 2), 10));
fprintf('glider period on 6x6 torus %d\n', period(place(zeros(6), glider, 1, 1), 40));

state = 7;
soup = zeros(6, 12);
for k = 1:numel(soup)
  state = mod(state * 1103 + 12345, 65536);
  soup(k) = mod(floor(state / 16), 3) == 0;
end
show(soup, 'soup');
history = {};
for k = 1:200
  key = sprintf('%d', soup(:));
  hit = find(strcmp(history, key));
  if ~isempty(hit)
    fprintf('state of step %d repeats at step %d\n', hit - 1, k - 1);
    break;
  end
  history{end + 1} = key;
  soup = step(soup);
end
show(soup, 'end');
