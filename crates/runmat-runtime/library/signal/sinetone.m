function y = sinetone(freq, rate, sec, ampl)
  % y = sinetone(freq, rate, sec, ampl): sine tones, one a column.
  if nargin < 1
    print_usage();
  end
  if nargin < 2 || isempty(rate)
    rate = 8000;
  end
  if nargin < 3 || isempty(sec)
    sec = 1;
  end
  if nargin < 4 || isempty(ampl)
    ampl = 64;
  end
  if ~isscalar(rate)
    error('sinetone: RATE must be a scalar');
  end
  if ~isscalar(sec)
    error('sinetone: SEC must be a scalar');
  end
  if ~isvector(freq) || (~isscalar(ampl) && ~isequal(size(freq), size(ampl)))
    error('sinetone: FREQ and AMPL must be vectors of equal size');
  end
  k = numel(freq);
  if isscalar(ampl)
    ampl = repmat(ampl, 1, k);
  end
  n = (1:round(rate * sec)).';
  y = sin(2 * pi * n / rate * freq(:).') * diag(ampl(:));
end
