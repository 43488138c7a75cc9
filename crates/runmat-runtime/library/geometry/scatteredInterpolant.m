function f = scatteredInterpolant(varargin)
  % f = scatteredInterpolant(x, y, v, method, extrapolation): a function that interpolates between scattered points.
  texts = cellfun(@ischar, varargin);
  words = varargin(texts);
  data = varargin(~texts);
  if numel(data) == 2
    data = {data{1}(:, 1), data{1}(:, 2), data{2}};
  end
  method = 'linear';
  if ~isempty(words)
    method = words{1};
  end
  fallback = ~(numel(words) > 1 && strcmp(words{2}, 'none'));
  f = @(varargin) at_points(data{:}, method, fallback, varargin{:});
end

function z = at_points(x, y, v, method, fallback, p, q)
  if nargin < 7
    q = p(:, 2);
    p = p(:, 1);
  end
  z = griddata(x, y, v, p, q, method);
  far = isnan(z);
  if fallback && any(far(:))
    z(far) = griddata(x, y, v, p(far), q(far), 'nearest');
  end
end
