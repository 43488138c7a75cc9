function c = fftconv(x, y, n)
  % c = fftconv(x, y, n): convolution of two vectors by way of fft, of length n at least.
  if nargin < 2
    print_usage();
  end
  if ~isvector(x) || ~isvector(y)
    error('fftconv: both A and B must be vectors');
  end
  if isscalar(x) || isscalar(y)
    c = x * y;
    return
  end
  wanted = numel(x) + numel(y) - 1;
  length_of = wanted;
  if nargin == 3
    if ~isscalar(n) || n < 1 || n ~= fix(n)
      error('fftconv: N must be a positive integer');
    end
    length_of = max(n, wanted);
  end
  c = ifft(fft(reshape(x, [], 1), length_of) .* fft(reshape(y, [], 1), length_of));
  if isreal(x) && isreal(y)
    c = real(c);
  end
  if isrow(y)
    c = c.';
  end
end
