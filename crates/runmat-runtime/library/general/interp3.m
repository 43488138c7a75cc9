function vi = interp3(varargin)
  % vi = interp3(x, y, z, v, xi, yi, zi, method, extrapval): interpolation of a table in three dimensions.
  if nargin < 1
    error('interp3: not enough input arguments');
  end
  if ~isnumeric(varargin{1})
    print_usage();
  end
  method = 'linear';
  extrap = {};
  given = varargin;
  at = find(cellfun(@ischar, given), 1);
  if ~isempty(at)
    method = given{at};
    extrap = given(at + 1:end);
    if ~isempty(extrap) && (numel(extrap) > 1 || ~isnumeric(extrap{1}) || ~isscalar(extrap{1}))
      error('interp3: EXTRAPVAL must be a numeric scalar');
    end
    given = given(1:at - 1);
  end
  if method(1) == '*'
    warning('interp3: ignoring unsupported ''*'' flag to METHOD');
    method(1) = [];
  end
  switch numel(given)
    case {1, 2}
      if ndims(given{1}) ~= 3
        error('interp3: V must be a 3-D array of values');
      end
      vi = interpn(given{:}, method, extrap{:});
      return
    case 4
      v = given{1};
      points = {};
      wanted = given(2:4);
    case 7
      v = given{4};
      points = given(1:3);
      wanted = given(5:7);
    otherwise
      error('interp3: wrong number or incorrectly formatted input arguments');
  end
  if ndims(v) ~= 3
    error('interp3: V must be a 3-D array of values');
  end
  if ~isempty(points)
    if ~all(cellfun(@isvector, points))
      if ~all(cellfun(@(p) isequal(size(p), size(v)), points))
        error('interp3: X, Y, Z, and V dimensions must be equal');
      end
      points = {points{1}(1, :, 1), points{2}(:, 1, 1), points{3}(1, 1, :)};
      points{3} = points{3}(:);
    end
    points = points([2, 1, 3]);
  end
  vectors = all(cellfun(@isvector, wanted));
  same = isequal(size(wanted{1}), size(wanted{2})) && isequal(size(wanted{1}), size(wanted{3}));
  if ~vectors && ~same
    error('interp3: XI, YI, and ZI dimensions must be equal');
  end
  if vectors && ~same
    [wanted{1:3}] = meshgrid(wanted{:});
  end
  vi = interpn(points{:}, v, wanted{[2, 1, 3]}, method, extrap{:});
end
