function y = fftfilt(b, x, n)
  % y = fftfilt(b, x, n): the filter b on the columns of x by way of fft, n points at a time.
  if nargin < 2
    print_usage();
  end
  if ndims(x) > 2 || ndims(b) > 2 || ~isvector(b)
    error('fftfilt: B must be a vector and X a vector or matrix');
  end
  if nargin == 3 && (~isscalar(n) || n < 1 || n ~= fix(n))
    error('fftfilt: N must be a positive integer');
  end
  lies = isrow(x);
  if lies
    x = x.';
  end
  b = b(:);
  rows_of = size(x, 1);
  taps = numel(b);
  if nargin < 3
    n = 2 ^ nextpow2(rows_of + taps - 1);
  else
    n = 2 ^ nextpow2(max(n, 2 * taps));
  end
  piece = n - taps + 1;
  spectrum = fft(b, n);
  y = zeros(rows_of + taps - 1, size(x, 2));
  for first = 1:piece:rows_of
    last = min(first + piece - 1, rows_of);
    part = ifft(fft(x(first:last, :), n) .* spectrum);
    count = last - first + taps;
    y(first:first + count - 1, :) = y(first:first + count - 1, :) + part(1:count, :);
  end
  y = y(1:rows_of, :);
  % What must be real, imaginary or whole is made so.
  for c = 1:size(x, 2)
    if isreal_part(b) && isreal_part(x(:, c)) || isreal_part(1i * b) && isreal_part(1i * x(:, c))
      y(:, c) = real(y(:, c));
    elseif isreal_part(b) && isreal_part(1i * x(:, c)) || isreal_part(1i * b) && isreal_part(x(:, c))
      y(:, c) = 1i * imag(y(:, c));
    end
    whole = all(b == fix(b)) && all(x(:, c) == fix(x(:, c)));
    if whole
      y(:, c) = round(y(:, c));
    end
  end
  if lies
    y = y.';
  end
end

function yes = isreal_part(v)
  yes = all(imag(v) == 0);
end
