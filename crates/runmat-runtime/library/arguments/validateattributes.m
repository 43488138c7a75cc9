function validateattributes(a, classes, attributes, varargin)
% validateattributes(a, classes, attributes, func, name, position): error unless a is as described.
  if nargin < 3 || nargin > 6
    print_usage();
  end
  octave = __octave__();
  if ~octave
    [classes, attributes] = deal(texts_in_cell(classes), texts_in_cell(attributes));
    varargin = cellfun(@convertStringsToChars, varargin, 'UniformOutput', false);
  end
  if ~iscellstr(classes)
    error('Octave:invalid-type', 'validateattributes: CLASSES must be a cellstr');
  elseif ~iscell(attributes)
    error('Octave:invalid-type', 'validateattributes: ATTRIBUTES must be a cell array');
  end
  about = described(varargin, octave);
  check_class(a, classes, about, octave);
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
      case 'scalartext',    ok = ischar(a) && (isrow(a) || isempty(a)) || isstring(a) && isscalar(a);
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
        if ~octave
          error('MATLAB:validateattributes:badAttribute', 'Unknown attribute: ''%s''.', name);
        end
        error('Octave:invalid-input-arg', 'validateattributes: unknown ATTRIBUTE %s', name);
    end
    if ~ok && ~octave
      [id, what] = matlab_words(lower(name), attributes{k - 1}, a);
      error([about.id, id], 'Expected %s to %s.', about.words, what);
    elseif ~ok
      if isempty(id)
        id = ['expected-', lower(name)];
        what = ['be ', lower(name)];
      end
      error(['Octave:', id], '%s must %s', about.words, what);
    end
  end
end

function list = texts_in_cell(list)
  if ischar(list) || isstring(list)
    list = cellstr(list);
  elseif iscell(list)
    list = cellfun(@convertStringsToChars, list, 'UniformOutput', false);
  end
end

function about = described(args, octave)
  % How messages speak of the argument: from the names of function and argument, and its position.
  [func, var, position] = deal('', '', 0);
  if numel(args) == 1 && isnumeric(args{1})
    position = args{1};
    args = {};
  end
  if numel(args) > 0
    if ~ischar(args{1})
      if isnumeric(args{1})
        error('Octave:invalid-input-arg', 'validateattributes: FUNC_NAME must be a string');
      end
      error('Octave:invalid-type', 'validateattributes: FUNC_NAME must be a string');
    end
    func = args{1};
  end
  if numel(args) > 1
    if ~ischar(args{2})
      error('Octave:invalid-type', 'validateattributes: ARG_NAME must be a string');
    end
    var = args{2};
  end
  if numel(args) > 2
    position = args{3};
    if ~isnumeric(position) || ~isscalar(position) || position < 1 || position ~= fix(position)
      error('Octave:invalid-input-arg', 'validateattributes: ARG_IDX must be a positive integer');
    end
  end
  if ~octave
    [about.words, about.id] = __argument_words__(func, var, position);
    return
  end
  if isempty(var)
    var = 'input';
  end
  if position > 0
    var = sprintf('%s (argument #%d)', var, position);
  end
  if ~isempty(func)
    func = [func, ': '];
  end
  about.words = [func, var];
end

function [id, what] = matlab_words(name, limit, a)
  % MATLAB's identifier and words for an attribute that does not hold.
  valued = {'decreasing', 'increasing', 'nondecreasing', 'nonincreasing'};
  counts = {'numel', 'Numel', 'elements'; 'ncols', 'Numcols', 'columns'; 'nrows', 'Numrows', 'rows'; ...
            'ndims', 'Numdims', 'dimensions'};
  limits = {'>', 'notGreater'; '>=', 'notGreaterEqual'; '<', 'notLess'; '<=', 'notLessEqual'};
  others = {'2d', 'expected2D', 'two-dimensional'; '3d', 'expected3D', 'three-dimensional'; ...
            'column', 'expectedColumn', 'a column vector'; 'row', 'expectedRow', 'a row vector'; ...
            'scalar', 'expectedScalar', 'a scalar'; 'vector', 'expectedVector', 'a vector'; ...
            'square', 'expectedSquare', 'a square matrix'; 'diag', 'expectedDiag', 'a diagonal matrix'; ...
            'integer', 'expectedInteger', 'integer-valued'; 'nonnan', 'expectedNonNaN', 'nonNaN'; ...
            'scalartext', 'expectedScalartext', 'a string scalar or character vector'};
  if strcmp(name, 'size')
    id = 'incorrectSize';
    wanted = sprintf('%dx', limit);
    have = sprintf('%dx', size(a));
    what = sprintf('be of size %s, but it is of size %s', strrep(wanted(1:end - 1), 'NaN', 'N'), have(1:end - 1));
  elseif any(strcmp(name, counts(:, 1)))
    row = strcmp(name, counts(:, 1));
    id = ['incorrect', counts{row, 2}];
    what = sprintf('be an array with number of %s equal to %d', counts{row, 3}, limit);
  elseif any(strcmp(name, limits(:, 1)))
    id = limits{strcmp(name, limits(:, 1)), 2};
    if isscalar(a)
      what = sprintf('be a scalar with value %s %g', name, limit);
    else
      what = sprintf('be an array with all of the values %s %g', name, limit);
    end
  elseif any(strcmp(name, others(:, 1)))
    row = strcmp(name, others(:, 1));
    id = others{row, 2};
    what = ['be ', others{row, 3}];
  else
    id = ['expected', upper(name(1)), name(2:end)];
    what = ['be ', name];
    if any(strcmp(name, valued))
      what = [what, ' valued'];
    end
  end
end

function check_class(a, classes, about, octave)
  if isempty(classes)
    return;
  end
  all_classes = {};
  for k = 1:numel(classes)
    switch classes{k}
      case 'float'
        all_classes = [all_classes, {'double', 'single'}];
      case 'numeric'
        all_classes = [all_classes, {'double', 'single', 'uint8', 'uint16', 'uint32', 'uint64', 'int8', 'int16', 'int32', 'int64'}];
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
  if octave
    names = unique(all_classes);
    list = sprintf(' %s', names{:});
    error('Octave:invalid-type', '%s must be of class:\n\n %s\n\nbut was of class %s', about.words, list, class(a));
  end
  names = unique(all_classes, 'stable');
  list = sprintf('%s, ', names{:});
  error([about.id, 'invalidType'], 'Expected %s to be one of these types:\n\n%s\n\nInstead its type was %s.', about.words, list(1:end - 2), class(a));
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
