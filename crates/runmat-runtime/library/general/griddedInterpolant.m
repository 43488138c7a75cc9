function f = griddedInterpolant(varargin)
  % f = griddedInterpolant(x1, ..., v, method, extrapolation): a function that interpolates in a grid.
  method = 'linear';
  outside = '';
  texts = cellfun(@ischar, varargin);
  words = varargin(texts);
  data = varargin(~texts);
  if ~isempty(words)
    method = words{1};
    outside = method;
  end
  if numel(words) > 1
    outside = words{2};
  end
  if numel(data) > 1 && iscell(data{1})
    data = [data{1}(:).', data(2:end)];
  end
  v = data{end};
  x = data(1:end - 1);
  if isempty(x)
    if isvector(v)
      x = {1:numel(v)};
    else
      x = arrayfun(@(n) 1:n, size(v), 'UniformOutput', false);
    end
  end
  if isempty(outside)
    outside = method;
  end
  if numel(x) == 1
    f = @(q) along_line(x{1}, v, q, method, outside);
  else
    f = @(varargin) in_grid(x, v, varargin, method, outside);
  end
end

function y = along_line(x, v, q, method, outside)
  if strcmp(outside, 'none')
    y = interp1(x, v, q, method);
  elseif strcmp(outside, method)
    y = interp1(x, v, q, method, 'extrap');
  else
    y = interp1(x, v, q, method);
    far = q < min(x) | q > max(x);
    y(far) = interp1(x, v, q(far), outside, 'extrap');
  end
end

function y = in_grid(x, v, q, method, outside)
  if numel(q) == 1 && iscell(q{1})
    q = q{1};
    [q{1:numel(q)}] = ndgrid(q{:});
  elseif numel(q) == 1
    points = q{1};
    q = num2cell(points, 1);
  end
  inside = q;
  if ~strcmp(outside, 'none')
    for k = 1:numel(q)
      inside{k} = min(max(q{k}, min(x{k}(:))), max(x{k}(:)));
    end
  end
  y = interpn(x{:}, v, inside{:}, method);
end
