function x = __missing_rows__(like, n)
  % __missing_rows__(like, n): n rows of missing values, of the class and width of a variable.
  if isa(like, 'table')
    s = struct(like);
    vars = cellfun(@(v) __missing_rows__(v, n), s.vars, 'UniformOutput', false);
    x = __table__(vars, s.names, cell(0, 1));
    return
  end
  width = size(like, 2);
  if isnumeric(like) && isfloat(like)
    x = NaN(n, width, class(like));
  elseif isnumeric(like)
    x = zeros(n, width, class(like));
  elseif islogical(like)
    x = false(n, width);
  elseif iscellstr(like)
    x = repmat({''}, n, width);
  elseif iscell(like)
    x = cell(n, width);
  elseif ischar(like)
    x = repmat(' ', n, width);
  elseif isstring(like)
    x = strings(n, width);
    x(:) = missing;
  elseif isa(like, 'duration')
    x = hours(NaN(n, width));
    x.Format = like.Format;
  elseif isa(like, 'datetime')
    x = NaT(n, width);
    x.TimeZone = like.TimeZone;
    x.Format = like.Format;
  elseif isa(like, 'categorical')
    x = categorical(NaN(n, width), 1:numel(categories(like)), categories(like), 'Ordinal', isordinal(like));
  else
    x = repmat(like(ones(0, 1), :), n, 1);
  end
end
