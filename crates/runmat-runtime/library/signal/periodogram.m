function [pxx, w] = periodogram(x, varargin)
  % [p, w] = periodogram(x, window, nfft, fs, range): estimate of the power spectral density.
  if nargin < 1
    print_usage();
  end
  if ~isnumeric(x) || ~isvector(x)
    error('periodogram: X must be a real or complex vector');
  end
  x = x(:);
  n = numel(x);
  range = '';
  rest = {};
  for k = 1:numel(varargin)
    if ischar(varargin{k})
      range = varargin{k};
    else
      rest{end + 1} = varargin{k};
    end
  end
  window = [];
  nfft = [];
  fs = [];
  if numel(rest) >= 1
    window = rest{1};
  end
  if numel(rest) >= 2
    nfft = rest{2};
  end
  if numel(rest) >= 3
    fs = rest{3};
  end
  if isempty(nfft)
    nfft = max(256, 2 ^ nextpow2(n));
  end
  if strcmp(range, 'onesided')
    two_sided = false;
  elseif strcmp(range, 'twosided')
    two_sided = true;
  else
    two_sided = ~isreal(x);
  end
  if ~isempty(window)
    if ~isvector(window) || numel(window) ~= n
      error('periodogram: WIN must be a vector of the same length as X');
    end
    window = window(:);
    x = x .* window;
  else
    window = ones(n, 1);
  end
  if n > nfft
    folded = zeros(nfft, 1);
    for start = 1:nfft:n
      piece = x(start:min(start + nfft - 1, n));
      folded(1:numel(piece)) = folded(1:numel(piece)) + piece;
    end
    x = folded;
  end
  p = abs(fft(x, nfft)) .^ 2 / sum(window .^ 2);
  if isempty(fs)
    p = p / (2 * pi);
  else
    p = p / fs;
  end
  if ~two_sided
    if mod(nfft, 2) == 0
      half = nfft / 2 + 1;
      p = p(1:half) + [0; p(nfft:-1:half + 1); 0];
    else
      half = (nfft + 1) / 2;
      p = p(1:half) + [0; p(nfft:-1:half + 1)];
    end
  end
  pxx = p;
  if nargout ~= 1
    k = (0:numel(p) - 1).' / nfft;
    if isempty(fs)
      w = 2 * pi * k;
    else
      w = fs * k;
    end
  end
end
