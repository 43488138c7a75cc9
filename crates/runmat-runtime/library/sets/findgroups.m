function [g, varargout] = findgroups(varargin)
  % [g, id1, ...] = findgroups(a1, ...): numbers of the groups of equal elements, and what stands for each.
  first = varargin{1};
  n = numel(first);
  codes = zeros(n, nargin);
  for k = 1:nargin
    [~, ~, codes(:, k)] = unique(varargin{k}(:));
    if isfloat(varargin{k})
      codes(isnan(varargin{k}(:)), k) = NaN;
    end
  end
  whole = ~any(isnan(codes), 2);
  g = NaN(size(first));
  [~, i, j] = unique(codes(whole, :), 'rows');
  g(whole) = j;
  places = find(whole);
  places = places(i);
  varargout = cell(1, nargin);
  for k = 1:nargin
    v = varargin{k}(places);
    if isrow(first)
      v = reshape(v, 1, []);
    else
      v = reshape(v, [], 1);
    end
    varargout{k} = v;
  end
end
