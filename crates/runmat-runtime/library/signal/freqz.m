function [h_r, f_r] = freqz(b, a, n, region, fs)
  % [h, w] = freqz(b, a, n, 'whole', fs): frequency response of the filter b/a.
  if nargin < 1
    print_usage();
  end
  if nargin < 2 || isempty(a)
    a = 1;
  end
  if nargin < 3 || isempty(n)
    n = 512;
  end
  if nargin < 4
    region = '';
  end
  if nargin < 5
    fs = [];
  end
  if ~ischar(region) && ~isempty(region)
    fs = region;
    region = '';
  end
  whole = strcmp(region, 'whole') || ~(isreal(b) && isreal(a)) && isempty(region);
  if isempty(fs)
    fs = 2 * pi;
  end
  b = b(:);
  a = a(:);
  if ~isscalar(n)
    f = n;
    w = f;
    if fs ~= 2 * pi || nargin > 4
      w = 2 * pi * f / fs;
    end
  else
    if whole
      f = fs * (0:n - 1).' / n;
    else
      f = fs / 2 * (0:n - 1).' / n;
    end
    w = 2 * pi * f / fs;
  end
  z = exp(-1i * w);
  h = polyval(flipud(b), z) ./ polyval(flipud(a), z);
  if nargout ~= 0
    h_r = h;
    f_r = f;
  else
    h_r = h;
  end
end
