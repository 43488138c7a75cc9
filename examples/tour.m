% A tour: numbers, text, functions, errors, time.
%
%   cargo run --release -- examples/tour.m

fprintf('1. Newton''s method in complex numbers: the roots of z^3 = 1\n');
f = @(z) z.^3 - 1;
slope = @(z) 3 * z.^2;
for start = [2, -1 + 1i, -1 - 1i]
    [root, steps] = newton(f, slope, start);
    fprintf('   from %5.1f%+5.1fi to %8.5f%+8.5fi in %d steps\n', real(start), imag(start), ...
        real(root), imag(root), steps);
end

fprintf('\n2. The Mandelbrot set, %d points at once\n', 64 * 20);
[x, y] = meshgrid(linspace(-2.1, 0.7, 64), linspace(-1.15, 1.15, 20));
depth = mandelbrot(x + 1i * y, 60);
shades = ' .:-=+*#%@';
for row = 1:size(depth, 1)
    level = 1 + floor(depth(row, :) * (numel(shades) - 1) / 60);
    disp(['   ' shades(level)]);
end

fprintf('\n3. A linear system and its residual\n');
n = 6;
A = 1 ./ ((1:n)' + (1:n) - 1);      % Hilbert's matrix, by broadcasting
b = A * ones(n, 1);
v = A \ b;
fprintf('   largest error %.1e, residual %.1e\n', max(abs(v - 1)), max(abs(A * v - b)));

fprintf('\n4. Words by length\n');
text = 'the quick brown fox jumps over the lazy dog';
words = regexp(text, '\w+', 'match');
lengths = cellfun(@numel, words);
for k = unique(lengths)
    fprintf('   %d: %s\n', k, strjoin(unique(words(lengths == k)), ', '));
end

fprintf('\n5. Errors are values, and clean-up code always runs\n');
try
    careful(0);
catch problem
    fprintf('   caught %s: %s\n', problem.identifier, problem.message);
end

fprintf('\n6. A depth of 400 calls, and of %d\n', depth_of(400));

function [z, k] = newton(f, slope, z)
    k = 0;
    while abs(f(z)) > 1e-12 && k < 100
        z = z - f(z) / slope(z);
        k = k + 1;
    end
end

function depth = mandelbrot(c, most)
    z = zeros(size(c));
    depth = zeros(size(c));
    for k = 1:most
        z = z .^ 2 + c;
        inside = abs(z) <= 2;
        depth = depth + inside;
        z(~inside) = 2;
        c(~inside) = 0;
    end
end

function careful(divisor)
    guard = onCleanup(@() fprintf('   cleaned up\n'));
    if divisor == 0
        error('tour:zero', 'division by %d is not wanted here', divisor);
    end
end

function d = depth_of(n)
    if n == 0
        d = 0;
    else
        d = 1 + depth_of(n - 1);
    end
end
