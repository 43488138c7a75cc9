function validateattributes(a, classes, attributes, varargin)
% validateattributes(a, classes, attributes, func, name, position): error unless a is as described.
  if nargin < 3 || nargin > 6
    print_usage();
  elseif ~iscellstr(classes)
    error('Octave:invalid-type', 'validateattributes: CLASSES must be a cellstr');
  elseif ~iscell(attributes)
    error('Octave:invalid-type', 'validateattributes: ATTRIBUTES must be a cell array');
  end
  func = '';
  var = 'input';
  if numel(varargin) > 0
    if isnumeric(varargin{1})
      if numel(varargin) > 1
        error('Octave:invalid-input-arg', 'validateattributes: FUNC_NAME must be a string');
      end
      var = sprintf('input (argument #%d)', varargin{1});
      varargin = {};
    else
      if ~ischar(varargin{1})
        error('Octave:invalid-type', 'validateattributes: FUNC_NAME must be a string');
      end
      if ~isempty(varargin{1})
        func = [varargin{1}, ': '];
      end
    end
  end
  if numel(varargin) > 1
    if ~ischar(varargin{2})
      error('Octave:invalid-type', 'validateattributes: ARG_NAME must be a string');
    end
    if ~isempty(varargin{2})
      var = varargin{2};
    end
  end
  if numel(varargin) > 2
    position = varargin{3};
    if ~isnumeric(position) || ~isscalar(position) || position < 1 || position ~= fix(position)
      error('Octave:invalid-input-arg', 'validateattributes: ARG_IDX must be a positive integer');
    end
    var = sprintf('%s (argument #%d)', var, position);
  end
  octave = exist('OCTAVE_VERSION', 'builtin') ~= 0;
  check_class(a, classes, func, var, octave);
  k = 1;
  n = numel(attributes);
  while k <= n
    name = attributes{k};
    k = k + 1;
    id = '';
    what = '';
    ok = true;
    switch lower(name)
      case '2d',            ok = ndims(a) == 2;
      case '3d',            ok = ndims(a) <= 3;
      case 'column',        ok = iscolumn(a);
      case 'row',           ok = isrow(a);
      case 'scalar',        ok = isscalar(a);
      case 'vector',        ok = isvector(a);
      case 'square',        ok = ndims(a) == 2 && size(a, 1) == size(a, 2);
      case 'diag',          ok = isdiag(a);
      case 'nonempty',      ok = ~isempty(a);
      case 'nonsparse',     ok = ~issparse(a);
      case 'binary',        ok = islogical(a) || all((a(:) == 1) | (a(:) == 0));
      case 'even',          ok = all(rem(a(:), 2) == 0);
      case 'odd',           ok = all(mod(a(:), 2) == 1);
      case 'integer',       ok = isreal(a) && all(fix(a(:)) == a(:)) && all(isfinite(a(:)));
      case 'real',          ok = isreal(a);
      case 'finite',        ok = all(isfinite(a(:)));
      case 'nonnan',        ok = ~any(isnan(a(:)));
      case 'nonnegative',   ok = all(a(:) >= 0);
      case 'nonzero',       ok = all(a(:) ~= 0);
      case 'positive',      ok = all(a(:) > 0);
      case 'decreasing',    ok = isreal(a) && ~any(isnan(a(:))) && all(diff(a(:)) < 0);
      case 'increasing',    ok = isreal(a) && ~any(isnan(a(:))) && all(diff(a(:)) > 0);
      case 'nondecreasing', ok = isreal(a) && ~any(isnan(a(:))) && all(diff(a(:)) >= 0);
      case 'nonincreasing', ok = isreal(a) && ~any(isnan(a(:))) && all(diff(a(:)) <= 0);
      case 'size'
        wanted = attributes{k};
        k = k + 1;
        have = size(a);
        ok = numel(wanted) == numel(have) && all(isnan(wanted) | wanted == have);
        if ~ok
          id = 'incorrect-size';
          w = sprintf('%dx', wanted);
          w = strrep(w(1:end - 1), 'NaN', 'N');
          h = sprintf('%dx', have);
          what = sprintf('be of size %s but was %s', w, h(1:end - 1));
        end
      case 'numel'
        [ok, id, what, k] = counted(numel(a), attributes{k}, 'numel', 'elements', k);
      case 'ncols'
        [ok, id, what, k] = counted(size(a, 2), attributes{k}, 'numcols', 'columns', k);
      case 'nrows'
        [ok, id, what, k] = counted(size(a, 1), attributes{k}, 'numrows', 'rows', k);
      case 'ndims'
        [ok, id, what, k] = counted(ndims(a), attributes{k}, 'numdims', 'dimensions', k);
      case '>'
        [ok, id, what, k] = bounded(all(a(:) > attributes{k}), attributes{k}, 'greater', 'greater than', k);
      case '>='
        [ok, id, what, k] = bounded(all(a(:) >= attributes{k}), attributes{k}, 'greater-equal', 'greater than or equal to', k);
      case '<'
        [ok, id, what, k] = bounded(all(a(:) < attributes{k}), attributes{k}, 'less', 'less than', k);
      case '<='
        [ok, id, what, k] = bounded(all(a(:) <= attributes{k}), attributes{k}, 'less-equal', 'less than or equal to', k);
      otherwise
        error('Octave:invalid-input-arg', 'validateattributes: unknown ATTRIBUTE %s', name);
    end
    if ~ok
      if isempty(id)
        id = ['expected-', lower(name)];
        what = ['be ', lower(name)];
      end
      if octave
        error(['Octave:', id], '%s%s must %s', func, var, what);
      else
        name = lower(name);
        error(['MATLAB:expected', upper(name(1)), name(2:end)], '%sExpected %s to %s.', func, var, what);
      end
    end
  end
end

function check_class(a, classes, func, var, octave)
  if isempty(classes)
    return;
  end
  all_classes = {};
  for k = 1:numel(classes)
    switch classes{k}
      case 'float'
        all_classes = [all_classes, {'double', 'single'}];
      case 'numeric'
        all_classes = [all_classes, {'double', 'single', 'int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64'}];
      otherwise
        all_classes{end + 1} = classes{k};
    end
  end
  fits = any(strcmp(class(a), all_classes));
  for k = 1:numel(classes)
    fits = fits || isa(a, classes{k});
  end
  if fits
    return;
  end
  names = sort(all_classes);
  same = [false, strcmp(names(1:end - 1), names(2:end))];
  names(same) = [];
  if octave
    list = sprintf(' %s', names{:});
    error('Octave:invalid-type', '%s%s must be of class:\n\n %s\n\nbut was of class %s', func, var, list, class(a));
  else
    list = sprintf('%s, ', names{:});
    error('MATLAB:invalidType', '%sExpected %s to be one of these types:\n\n%s\n\nInstead its type was %s.', func, var, list(1:end - 2), class(a));
  end
end

function [ok, id, what, k] = counted(have, wanted, id, unit, k)
  ok = have == wanted;
  id = ['incorrect-', id];
  what = sprintf('have %d %s', wanted, unit);
  k = k + 1;
end

function [ok, id, what, k] = bounded(ok, limit, id, words, k)
  id = ['expected-', id];
  what = sprintf('be %s %f', words, limit);
  k = k + 1;
end
