function [tf, low, high, middle] = isoutlier(a, method, varargin)
  % [tf, low, high, middle] = isoutlier(a, method, 'ThresholdFactor', f): elements far from the middle: 'median', 'mean',
  % 'quartiles', or 'percentiles' with bounds.
  if nargin < 2
    method = 'median';
  end
  bounds_of = [];
  if strcmp(method, 'percentiles')
    bounds_of = varargin{1};
    varargin(1) = [];
  end
  factor = 3;
  if strcmp(method, 'quartiles')
    factor = 1.5;
  end
  dim = find(size(a) ~= 1, 1);
  if isempty(dim)
    dim = 1;
  end
  if ~isempty(varargin) && isnumeric(varargin{1})
    dim = varargin{1};
    varargin(1) = [];
  end
  for k = 1:2:numel(varargin)
    if strcmpi(varargin{k}, 'ThresholdFactor')
      factor = varargin{k + 1};
    end
  end
  switch method
    case 'median'
      middle = median(a, dim);
      spread = 1.482602218505602 * median(abs(a - middle), dim);
      low = middle - factor * spread;
      high = middle + factor * spread;
    case 'mean'
      middle = mean(a, dim);
      spread = std(a, 0, dim);
      low = middle - factor * spread;
      high = middle + factor * spread;
    case 'quartiles'
      low = quantile(a, 0.25, dim);
      high = quantile(a, 0.75, dim);
      middle = (low + high) / 2;
      spread = high - low;
      low = low - factor * spread;
      high = high + factor * spread;
    case 'percentiles'
      low = prctile(a, bounds_of(1), dim);
      high = prctile(a, bounds_of(2), dim);
      middle = (low + high) / 2;
    otherwise
      error('MATLAB:isoutlier:InvalidMethod', 'Unknown method ''%s''.', method);
  end
  tf = a < low | a > high;
end
