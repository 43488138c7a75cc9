function [c, ia, ic] = uniquetol(a, varargin)
% [c, ia, ic] = uniquetol(a, tol): elements of a that differ by more than a relative tolerance.
%   uniquetol([1, 1 + 1e-13, 2])
  if nargin < 1
    print_usage();
  end
  if ~(isfloat(a) && isreal(a))
    error('uniquetol: A must be a real floating point type');
  end
  if isempty(varargin) || ischar(varargin{1})
    if isa(a, 'single')
      tol = 1e-6;
    else
      tol = 1e-12;
    end
  else
    tol = varargin{1};
    varargin(1) = [];
    if ~(isfloat(tol) && isreal(tol) && isscalar(tol))
      error('uniquetol: TOL must be a real floating point scalar');
    end
  end
  if mod(numel(varargin), 2) ~= 0
    error('uniquetol: PROPERTY/VALUE arguments must be in pairs');
  end
  by_rows = false;
  all_indices = false;
  scale = [];
  for k = 1:2:numel(varargin)
    if ~ischar(varargin{k})
      error('uniquetol: PROPERTY must be a string');
    end
    switch lower(varargin{k})
      case 'byrows'
        by_rows = logical(varargin{k+1});
      case 'outputallindices'
        all_indices = logical(varargin{k+1});
      case 'datascale'
        scale = varargin{k+1};
        if ~(isfloat(scale) && isreal(scale) && all(scale(:) >= 0))
          error('uniquetol: DataScale must be a non-NaN, positive scalar or vector');
        end
      otherwise
        error('uniquetol: unknown property ''%s''', varargin{k});
    end
  end
  if isempty(a)
    c = a;
    ia = [];
    ic = [];
    return;
  end
  as_row = isrow(a) && ~by_rows;
  if by_rows
    if ndims(a) > 2
      error('uniquetol: A must be a 2-D array when "ByRows" is true');
    end
    data = a;
    if isempty(scale)
      scale = max(abs(a(~any(isinf(a), 2), :)), [], 1);
    end
  else
    data = a(:);
    if isempty(scale)
      scale = max(abs(data(~isinf(data))));
      if isempty(scale)
        scale = 1;
      end
    end
  end
  tol = tol * scale;
  n = size(data, 1);
  [~, order] = sortrows(data);
  order = order(:);
  group = zeros(n, 1);
  places = {};
  for k = 1:n
    at = order(k);
    if group(at) ~= 0
      continue;
    end
    near = find(group == 0 & all(abs(data - data(at, :)) <= tol | data == data(at, :), 2));
    if isempty(near)
      near = at;
    end
    places{end+1, 1} = near;
    group(near) = numel(places);
  end
  first = cellfun(@(p) p(1), places);
  for k = 1:numel(places)
    [~, least] = sortrows(data(places{k}, :));
    first(k) = places{k}(least(1));
  end
  [~, place] = sortrows(data(first, :));
  first = first(place);
  places = places(place);
  back(place) = 1:numel(place);
  group = reshape(back(group), [], 1);
  c = data(first, :);
  if as_row
    c = c.';
  end
  ia = first;
  if all_indices
    ia = places;
  end
  ic = group;
end
