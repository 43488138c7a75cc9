% Progress in place
% A carriage return goes back to the beginning of the line: text that grows and counts.

steps = 40;
estimate = 0;
for k = 1:steps
    points = rand(2, 20000);
    inside = mean(sum(points .^ 2) < 1);
    estimate = estimate + (4 * inside - estimate) / k;
    bar = [repmat('=', 1, k), repmat('.', 1, steps - k)];
    fprintf('\r[%s] %3.0f %%  pi is about %.5f', bar, 100 * k / steps, estimate);
    pause(0.03);
end
fprintf('\nThe error is %.1e after %d points.\n', abs(estimate - pi), steps * 20000);
