% Words of a text
% Regular expressions, maps and strings: how often does each word occur?

text = ["It was the best of times, it was the worst of times,"
        "it was the age of wisdom, it was the age of foolishness,"
        "it was the epoch of belief, it was the epoch of incredulity."];
words = regexp(lower(strjoin(text, ' ')), '\w+', 'match');

counts = containers.Map('KeyType', 'char', 'ValueType', 'double');
for word = cellstr(words)
    key = word{1};
    if isKey(counts, key)
        counts(key) = counts(key) + 1;
    else
        counts(key) = 1;
    end
end

names = keys(counts);
numbers = cell2mat(values(counts));
[numbers, order] = sort(numbers, 'descend');
names = names(order);
for k = 1:8
    fprintf('%-8s %2d %s\n', names{k}, numbers(k), repmat('#', 1, numbers(k)));
end

lengths = cellfun(@numel, names);
longest = names{find(lengths == max(lengths), 1)};
fprintf('\nThe longest word is "%s", backwards "%s".\n', longest, reverse(longest));
