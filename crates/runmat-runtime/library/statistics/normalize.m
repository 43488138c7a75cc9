function [z, c, s] = normalize(x, varargin)
% normalize(x, dim, method, type): data brought to a common scale (zscore, norm, scale, range, center, medianiqr).
%   normalize([1 2 3])
  dim = [];
  if ~isempty(varargin) && isnumeric(varargin{1})
    dim = varargin{1};
    varargin(1) = [];
  end
  if isempty(dim)
    dim = find(size(x) ~= 1, 1);
    if isempty(dim)
      dim = 1;
    end
  end
  method = 'zscore';
  type = [];
  if ~isempty(varargin)
    method = lower(varargin{1});
    if numel(varargin) > 1
      type = varargin{2};
    end
  end
  c = 0;
  s = 1;
  switch method
    case 'zscore'
      if ischar(type) && strcmpi(type, 'robust')
        c = median(x, dim);
        s = median(abs(x - c), dim);
      else
        c = mean(x, dim);
        s = std(x, 0, dim);
      end
    case 'norm'
      if isempty(type)
        type = 2;
      end
      s = vecnorm(x, type, dim);
    case 'scale'
      if isempty(type) || strcmpi(type, 'std')
        s = std(x, 0, dim);
      elseif isnumeric(type)
        s = type;
      elseif strcmpi(type, 'mad')
        s = median(abs(x - median(x, dim)), dim);
      elseif strcmpi(type, 'first')
        index = repmat({':'}, 1, ndims(x));
        index{dim} = 1;
        s = x(index{:});
      else
        s = iqr(x, dim);
      end
    case 'range'
      if isempty(type)
        type = [0 1];
      end
      lo = min(x, [], dim);
      hi = max(x, [], dim);
      s = (hi - lo) / (type(2) - type(1));
      c = lo - type(1) * s;
    case 'center'
      if isempty(type) || (ischar(type) && strcmpi(type, 'mean'))
        c = mean(x, dim);
      elseif isnumeric(type)
        c = type;
      else
        c = median(x, dim);
      end
    case 'medianiqr'
      c = median(x, dim);
      s = iqr(x, dim);
    otherwise
      error('normalize: unknown METHOD ''%s''', method);
  end
  z = (x - c) ./ s;
end
