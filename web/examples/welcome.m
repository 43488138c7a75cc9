% Welcome
% Matrices, broadcasting and a linear system: press Run, then look at the workspace.

A = magic(4)                          % no semicolon: the result is shown
rows = sum(A, 2)';
fprintf('Each row of the magic square adds up to %d.\n', rows(1));

% A row and a column make a table, element by element.
table_of_products = (1:9)' .* (1:9);

% Hilbert's matrix is hard to solve with: see how large the error gets.
for n = 4:3:10
    H = hilb(n);
    x = H \ (H * ones(n, 1));
    fprintf('n = %2d: condition %.1e, largest error %.1e\n', n, cond(H), max(abs(x - 1)));
end

% Functions of a script stand below it.
small_primes = eratosthenes(40);
disp(small_primes)

function list = eratosthenes(n)
    isprime_ = true(1, n);
    isprime_(1) = false;
    for k = 2:floor(sqrt(n))
        if isprime_(k)
            isprime_(k * k:k:n) = false;
        end
    end
    list = find(isprime_);
end
