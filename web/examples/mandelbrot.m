% The Mandelbrot set
% All points at once, by broadcasting over a complex grid.

columns = 76;
rows = 28;
most = 200;
[x, y] = meshgrid(linspace(-2.1, 0.7, columns), linspace(-1.15, 1.15, rows));
c = x + 1i * y;
z = zeros(size(c));
depth = zeros(size(c));
for k = 1:most
    z = z .^ 2 + c;
    inside = abs(z) <= 2;
    depth(inside) = k;
    z(~inside) = 2;
    c(~inside) = 0;
end

shades = ' .,:;-=+*oxOX#%@';
level = 1 + floor((numel(shades) - 1) * log(1 + depth) / log(1 + most));
disp(shades(level))
fprintf('%.1f %% of the points are inside.\n', 100 * mean(depth(:) == most));
