function [f, tf] = fillmissing(a, method, varargin)
  % [f, tf] = fillmissing(a, method, ...): missing elements filled along the columns: 'constant' with a value, 'previous',
  % 'next', 'nearest', 'linear', 'spline', 'pchip', 'movmean' or 'movmedian' with a window.
  tf = ismissing(a);
  f = a;
  extra = [];
  if any(strcmp(method, {'constant', 'movmean', 'movmedian'}))
    extra = varargin{1};
    varargin(1) = [];
  end
  dim = find(size(a) ~= 1, 1);
  if isempty(dim)
    dim = 1;
  end
  if ~isempty(varargin) && isnumeric(varargin{1})
    dim = varargin{1};
    varargin(1) = [];
  end
  points = [];
  ends = 'extrap';
  for k = 1:2:numel(varargin)
    if strcmpi(varargin{k}, 'SamplePoints')
      points = varargin{k + 1};
    elseif strcmpi(varargin{k}, 'EndValues')
      ends = varargin{k + 1};
    end
  end
  if strcmp(method, 'constant')
    if iscell(f)
      f(tf) = {extra};
    else
      f(tf) = extra;
    end
    return
  end
  order = [dim, 1:dim - 1, dim + 1:ndims(a)];
  x = permute(a, order);
  shape = size(x);
  x = reshape(x, shape(1), []);
  if isempty(points)
    points = (1:shape(1)).';
  end
  points = points(:);
  for c = 1:size(x, 2)
    x(:, c) = filled(x(:, c), points, method, extra, ends);
  end
  f = ipermute(reshape(x, shape), order);
  tf = tf & ~ismissing(f);
end

function y = filled(y, t, method, window, ends)
  gone = isnan(y);
  have = find(~gone);
  if isempty(have) || ~any(gone)
    return
  end
  switch method
    case 'previous'
      for k = find(gone).'
        p = have(find(have < k, 1, 'last'));
        if ~isempty(p)
          y(k) = y(p);
        end
      end
    case 'next'
      for k = find(gone).'
        p = have(find(have > k, 1));
        if ~isempty(p)
          y(k) = y(p);
        end
      end
    case {'linear', 'spline', 'pchip', 'nearest'}
      if numel(have) == 1
        if strcmp(method, 'nearest')
          y(gone) = y(have);
        end
        return
      end
      if strcmp(method, 'nearest')
        for k = find(gone).'
          d = abs(t(have) - t(k));
          p = have(find(d == min(d), 1, 'last'));
          y(k) = y(p);
        end
      else
        y(gone) = interp1(t(have), y(have), t(gone), method, 'extrap');
      end
      inner = t >= t(have(1)) & t <= t(have(end));
      if strcmp(ends, 'none')
        y(gone & ~inner) = NaN;
      elseif strcmp(ends, 'nearest')
        y(gone & t < t(have(1))) = y(have(1));
        y(gone & t > t(have(end))) = y(have(end));
      end
    case {'movmean', 'movmedian'}
      if isscalar(window)
        window = [(window - 1) / 2, (window - 1) / 2];
        if window(1) ~= fix(window(1))
          window = [ceil(window(1)), floor(window(2))];
        end
      end
      old = y;
      for k = find(gone).'
        near = have(t(have) >= t(k) - window(1) & t(have) <= t(k) + window(2));
        if isempty(near)
          continue
        elseif strcmp(method, 'movmean')
          y(k) = mean(old(near));
        else
          y(k) = median(old(near));
        end
      end
    otherwise
      error('MATLAB:fillmissing:MethodInvalid', 'Fill method must be ''constant'', ''previous'', ''next'', ''nearest'', ''linear'', ''spline'', ''pchip'', ''movmean'' or ''movmedian''.');
  end
end
