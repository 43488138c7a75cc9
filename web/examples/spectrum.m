% A spectrum
% Two tones under noise, found again by the fast Fourier transform.

rng(11);
rate = 256;
t = (0:rate - 1) / rate;
signal = sin(2 * pi * 20 * t) + 0.5 * sin(2 * pi * 47 * t) + 0.8 * randn(size(t));

amplitude = 2 * abs(fft(signal)) / rate;
amplitude = amplitude(1:rate / 2);

% A bar for each frequency, in rows of characters.
height = 12;
shown = amplitude(1:64);
bars = repmat(' ', height, numel(shown));
for k = 1:numel(shown)
    full = round(shown(k) / max(shown) * height);
    bars(height - full + 1:height, k) = '#';
end
disp(bars)
fprintf('%-10s%-10s%-10s%-10s%-10s%-10s%s Hz\n', '0', '10', '20', '30', '40', '50', '60')

[strength, order] = sort(amplitude, 'descend');
fprintf('\nThe strongest tones: %d Hz (%.2f) and %d Hz (%.2f).\n', ...
    order(1) - 1, strength(1), order(2) - 1, strength(2));
