function [b, window] = smoothdata(a, varargin)
  % [b, window] = smoothdata(a, dim, method, window): 'movmean', 'movmedian' or 'gaussian'.
  dim = find(size(a) ~= 1, 1);
  if isempty(dim)
    dim = 1;
  end
  if ~isempty(varargin) && isnumeric(varargin{1})
    dim = varargin{1};
    varargin(1) = [];
  end
  method = 'movmean';
  if ~isempty(varargin)
    method = varargin{1};
  end
  if numel(varargin) > 1
    window = varargin{2};
  else
    window = max(2, ceil(size(a, dim) / 4));
  end
  switch method
    case 'movmean'
      b = movmean(a, window, dim, 'omitnan');
    case 'movmedian'
      b = movmedian(a, window, dim, 'omitnan');
    case 'gaussian'
      if isscalar(window)
        reach = [floor(window / 2), floor((window - 1) / 2)];
      else
        reach = window;
      end
      width = (sum(reach) + 1) / 5;
      order = [dim, 1:dim - 1, dim + 1:ndims(a)];
      x = permute(a, order);
      shape = size(x);
      x = reshape(x, shape(1), []);
      y = x;
      n = shape(1);
      for k = 1:n
        near = max(1, k - reach(1)):min(n, k + reach(2));
        weight = exp(-0.5 * ((near - k).' / width) .^ 2);
        weight = weight .* ~isnan(x(near, :));
        part = x(near, :);
        part(isnan(part)) = 0;
        y(k, :) = sum(part .* weight, 1) ./ sum(weight, 1);
      end
      b = ipermute(reshape(y, shape), order);
    otherwise
      error('MATLAB:smoothdata:invalidMethod', 'Unknown smoothing method ''%s''.', method);
  end
end
