function c = categorical(a, varargin)
  % c = categorical(a), categorical(a, values), categorical(a, values, names): elements of named categories.
  % With 'Ordinal', true the categories have an order; 'Protected', true keeps assignments from adding some.
  % The elements are numbers of categories; NaN is undefined.
  if nargin == 0
    a = {};
  end
  [args, options] = __name_values__(varargin, {'Ordinal', 'Protected'});
  [ordinal, protected] = deal(false);
  if isa(a, 'categorical')
    ordinal = a.Ordinal;
  end
  if isfield(options, 'Ordinal')
    ordinal = logical(options.Ordinal);
  end
  if isfield(options, 'Protected')
    protected = logical(options.Protected);
  end
  if ischar(a)
    a = cellstr(a);
  end
  if isempty(args)
    [names, codes] = by_itself(a);
  else
    [names, codes] = by_values(a, args{1});
  end
  if numel(args) > 1
    given = cellstr(args{2});
    if numel(given) ~= numel(names)
      error('MATLAB:categorical:InvalidNamesSize', 'Number of category names must match the number of categories.');
    end
    [names, ~, j] = unique(given(:), 'stable');
    known = ~isnan(codes);
    codes(known) = j(codes(known));
  end
  c = __categorical__(codes, names, ordinal, protected || ordinal);
end

function [names, codes] = by_itself(a)
  if isa(a, 'categorical')
    names = a.categories;
    codes = a.data__;
    if ~isempty(names) && nargout > 1
      used = false(size(names));
      used(codes(~isnan(codes))) = true;
      names = a.categories;
    end
    return
  end
  codes = NaN(size(a));
  if iscellstr(a) || isstring(a)
    texts = strtrim(cellstr(a));
    full = reshape(~cellfun(@isempty, texts), size(a));
    if isstring(a)
      full = full & ~ismissing(a);
    end
    [names, ~, j] = unique(reshape(texts(full), [], 1));
    names = reshape(names, [], 1);
    codes(full) = j;
    return
  end
  if iscell(a)
    if isempty(a)
      names = cell(0, 1);
      return
    end
    error('MATLAB:categorical:CantCreateCategoryNames', 'Could not find unique values in the input: cells must hold character vectors.');
  end
  full = ~ismissing(a);
  [values, ~, j] = unique(reshape(a(full), [], 1));
  names = names_of(values);
  codes(full) = j;
end

function [names, codes] = by_values(a, values)
  if isa(a, 'categorical')
    if __is_text__(values)
      a = cellstr(a);
    end
  end
  codes = NaN(size(a));
  if iscellstr(a) || isstring(a)
    names = cellstr(values);
    names = names(:);
    [found, place] = ismember(strtrim(cellstr(a)), names);
  elseif islogical(a)
    values = logical(values);
    names = names_of(values(:));
    [found, place] = ismember(a, values);
  else
    names = names_of(values(:));
    [found, place] = ismember(a, values);
  end
  found = reshape(found, size(codes));
  codes(found) = place(found);
end

function names = names_of(values)
  if isa(values, 'categorical') || isa(values, 'datetime') || isa(values, 'duration') || isstring(values)
    names = cellstr(values);
  elseif islogical(values)
    words = {'false'; 'true'};
    names = words(values + 1);
  elseif iscell(values)
    names = values;
  else
    names = arrayfun(@(x) sprintf('%.5g', double(x)), values, 'UniformOutput', false);
    if numel(unique(names)) < numel(names)
      names = arrayfun(@(x) sprintf('%.15g', double(x)), values, 'UniformOutput', false);
    end
  end
  names = reshape(names, [], 1);
end
