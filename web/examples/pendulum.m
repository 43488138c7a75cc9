% A damped pendulum
% An ordinary differential equation, solved by ode45 and drawn with characters.

damping = 0.25;
swing = @(t, y) [y(2); -damping * y(2) - sin(y(1))];
[t, y] = ode45(swing, linspace(0, 30, 61), [2.5; 0]);

fprintf('%d steps, final angle %.4f\n\n', numel(t), y(end, 1));

width = 61;
for k = 1:2:numel(t)
    line = repmat(' ', 1, width);
    line((width + 1) / 2) = '|';
    line(round((y(k, 1) + 3) / 6 * (width - 1)) + 1) = 'o';
    fprintf('%5.1f s %s\n', t(k), line);
end

% How long is a full swing at the beginning, and at the end?
crossings = t(find(diff(sign(y(:, 1))) ~= 0));
fprintf('\nfirst half swing %.2f s, last %.2f s (small angles: %.2f s)\n', ...
    crossings(2) - crossings(1), crossings(end) - crossings(end - 1), pi);
