%% compat: both
% Convolution of a small synthetic picture with several kernels, by loops and
% by conv2, with a threshold and a crude picture in characters.
1;

function out = convolve(img, kernel)
  % same-size convolution with zero borders
  [h, w] = size(img);
  [kh, kw] = size(kernel);
  oh = floor(kh / 2);
  ow = floor(kw / 2);
  k = kernel(end:-1:1, end:-1:1);
  padded = zeros(h + 2 * oh, w + 2 * ow);
  padded(oh + 1:oh + h, ow + 1:ow + w) = img;
  out = zeros(h, w);
  for r = 1:h
    for c = 1:w
      window = padded(r:r + kh - 1, c:c + kw - 1);
      out(r, c) = sum(sum(window .* k));
    end
  end
end

function show(img, levels)
  ramp = ' .:-=+*#%@';
  lo = min(img(:));
  hi = max(img(:));
  if hi == lo
    hi = lo + 1;
  end
  for r = 1:size(img, 1)
    v = round((img(r, :) - lo) / (hi - lo) * (levels - 1));
    fprintf('  |%s|\n', ramp(round(v * (length(ramp) - 1) / (levels - 1)) + 1));
  end
end

function img = picture(h, w)
  [x, y] = meshgrid(1:w, 1:h);
  img = zeros(h, w);
  img((x - w / 3).^2 + (y - h / 2).^2 < (h / 3)^2) = 200;
  img(x > 0.65 * w & x < 0.9 * w & y > 3 & y < h - 2) = 120;
  img = img + 2 * x;
end

img = picture(12, 28);
fprintf('size %dx%d, range %g to %g, mean %.3f\n', size(img, 1), size(img, 2), min(img(:)), max(img(:)), mean(img(:)));
show(img, 10);

blur = ones(3) / 9;
sobel_x = [1 0 -1; 2 0 -2; 1 0 -1];
sharpen = [0 -1 0; -1 5 -1; 0 -1 0];
kernels = {blur, sobel_x, sharpen};
names = {'blur', 'sobel', 'sharpen'};
for k = 1:numel(kernels)
  mine = convolve(img, kernels{k});
  ref = conv2(img, kernels{k}, 'same');
  fprintf('%-8s equal to conv2: %d, sum %.2f, max %.2f\n', names{k}, ...
          max(abs(mine(:) - ref(:))) < 1e-9, sum(mine(:)), max(mine(:)));
end

gx = convolve(img, sobel_x);
gy = convolve(img, sobel_x');
edges = sqrt(gx.^2 + gy.^2);
edges([1 end], :) = 0;
edges(:, [1 end]) = 0;
mask = edges > 250;
fprintf('edge pixels: %d\n', sum(mask(:)));
for r = 1:size(mask, 1)
  line = repmat(' ', 1, size(mask, 2));
  line(mask(r, :)) = 'x';
  fprintf('  |%s|\n', line);
end

q = uint8(img);
fprintf('%s %d %d\n', class(q), min(q(:)), max(q(:)));
bright = q + 100;
fprintf('saturated: %d\n', sum(bright(:) == 255));
counts = histc(double(q(:)), 0:32:256);
fprintf('%d ', counts);
fprintf('\n');
small = img(1:3:end, 1:4:end);
fprintf('%dx%d\n', size(small));
