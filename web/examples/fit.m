% Fitting curves
% Polynomials and a nonlinear model through noisy points, by least squares.

rng(7);
x = linspace(0, 4, 40)';
clean = 2.5 * exp(-1.3 * x) + 0.4;
y = clean + 0.05 * randn(size(x));

for degree = 1:4
    p = polyfit(x, y, degree);
    residual = norm(polyval(p, x) - y);
    fprintf('degree %d: residual %.3f\n', degree, residual);
end

model = @(c) c(1) * exp(-c(2) * x) + c(3);
best = fminsearch(@(c) sum((model(c) - y) .^ 2), [1 1 0]);
fprintf('\namplitude %.3f, rate %.3f, offset %.3f (true: 2.5, 1.3, 0.4)\n', best);
fprintf('residual %.3f\n\n', norm(model(best) - y));

% The data (o) and the model (.).
rows = 16;
picture = repmat(' ', rows, numel(x));
place = @(v) min(rows, max(1, rows - round((v - 0.2) / 2.8 * (rows - 1))));
fitted = model(best);
for k = 1:numel(x)
    picture(place(fitted(k)), k) = '.';
    picture(place(y(k)), k) = 'o';
end
disp(picture)
