%% compat: both
% Word and letter statistics of a short text.
1;

function words = get_words(text)
  clean = lower(text);
  clean(~(clean >= 'a' & clean <= 'z')) = ' ';
  words = strsplit(strtrim(clean), ' ');
  words = words(~cellfun(@isempty, words));
end

function [names, counts] = tally(items)
  [names, ~, k] = unique(items);
  counts = accumarray(k(:), 1)';
end

function print_top(names, counts, n)
  [~, order] = sort(counts, 'descend');
  for k = order(1:min(n, numel(order)))
    fprintf('  %-8s %2d %s\n', names{k}, counts(k), repmat('*', 1, counts(k)));
  end
end

function r = reading_ease(text, words)
  sentences = max(1, numel(regexp(text, '[.!?]')));
  syllables = sum(cellfun(@count_syllables, words));
  r = 206.835 - 1.015 * numel(words) / sentences - 84.6 * syllables / numel(words);
end

function n = count_syllables(word)
  n = numel(regexp(word, '[aeiouy]+'));
  if length(word) > 2 && word(end) == 'e' && n > 1
    n = n - 1;
  end
  n = max(n, 1);
end

function lines = wrap(text, width)
  lines = {};
  line = '';
  parts = strsplit(text, ' ');
  for k = 1:numel(parts)
    if isempty(line)
      line = parts{k};
    elseif length(line) + 1 + length(parts{k}) <= width
      line = [line ' ' parts{k}];
    else
      lines{end + 1} = line;
      line = parts{k};
    end
  end
  lines{end + 1} = line;
end

text = ['The river was low that summer, and the boats lay in the mud. ' ...
        'Nobody in the town could remember such a summer! The old men said ' ...
        'the river would come back; the young men said nothing. ' ...
        'Was it the dam in the hills, or was it only the heat?'];

words = get_words(text);
fprintf('%d characters, %d words, %d sentences\n', length(text), numel(words), ...
        numel(regexp(text, '[.!?]')));
lens = cellfun(@length, words);
fprintf('word length: mean %.3f, longest %d (%s)\n', mean(lens), max(lens), words{find(lens == max(lens), 1)});

[names, counts] = tally(words);
fprintf('%d different words\n', numel(names));
print_top(names, counts, 5);

letters = lower(text(isletter(text)));
[ln, lc] = tally(num2cell(letters));
print_top(ln, lc, 4);
missing = setdiff('a':'z', letters);
fprintf('unused letters: %s\n', missing);

for n = 1:max(lens)
  if any(lens == n)
    fprintf('%2d: %s\n', n, repmat('#', 1, sum(lens == n)));
  end
end

fprintf('reading ease %.2f\n', reading_ease(text, words));
lines = wrap(text, 40);
for k = 1:numel(lines)
  fprintf('|%-40s|\n', lines{k});
end
once = names(counts == 1);
fprintf('words used once: %d, first %s, last %s\n', numel(once), once{1}, once{end});
caps = regexp(text, '[A-Z]\w*', 'match');
fprintf('%s\n', strjoin(caps, ' '));
