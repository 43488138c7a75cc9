% Functions as values
% cellfun, arrayfun, handles that remember, and functions that make functions.

compose = @(f, g) @(x) f(g(x));
square_of_sine = compose(@(x) x .^ 2, @sin);
fprintf('sin(1)^2 = %.6f\n', square_of_sine(1));

% Handles keep what they saw when they were made.
adders = arrayfun(@(n) @(x) x + n, 1:3, 'UniformOutput', false);
results = cellfun(@(add) add(10), adders)

% Errors of single elements need not end the whole.
inputs = {4, 'nine', 16, [1 2]};
roots_ = cellfun(@checked_root, inputs, 'ErrorHandler', @(problem, varargin) NaN)

% A fold, in three lines.
fold = @(f, first, list) reduce(f, first, list);
longest = fold(@(a, b) pick(numel(a) >= numel(b), a, b), '', {'pear', 'apricot', 'fig'})

fibonacci = zeros(1, 15);
fibonacci(1:2) = 1;
for k = 3:numel(fibonacci)
    fibonacci(k) = sum(fibonacci(k - 2:k - 1));
end
disp(fibonacci)

function r = checked_root(x)
    if ~isnumeric(x) || ~isscalar(x)
        error('roots:type', 'a number is needed');
    end
    r = sqrt(x);
end

function out = reduce(f, out, list)
    for k = 1:numel(list)
        out = f(out, list{k});
    end
end

function out = pick(condition, yes, no)
    if condition
        out = yes;
    else
        out = no;
    end
end
