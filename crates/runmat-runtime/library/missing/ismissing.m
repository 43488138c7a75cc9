function tf = ismissing(a, indicator)
  % tf = ismissing(a, indicator): NaN, blank characters, empty texts, <missing> strings; or what equals the indicator.
  if nargin < 1
    print_usage();
  end
  if nargin > 1
    tf = false(size(a));
    if ischar(indicator) && iscellstr(a)
      indicator = {indicator};
    end
    if iscell(indicator)
      for k = 1:numel(indicator)
        tf = tf | ismissing(a, indicator{k});
      end
      return
    end
    if isnumeric(indicator) && isnumeric(a)
      for v = indicator(:).'
        tf = tf | a == v | (isnan(v) & isnan(a));
      end
    elseif ischar(indicator)
      if iscellstr(a)
        tf = strcmp(a, indicator);
      elseif ischar(a)
        for v = indicator(:).'
          tf = tf | a == v;
        end
      else
        tf = a == indicator;
      end
    else
      tf = a == indicator;
    end
    return
  end
  if isfloat(a)
    tf = isnan(a);
  elseif ischar(a)
    tf = a == ' ';
  elseif iscellstr(a)
    tf = cellfun(@isempty, a);
  elseif isstring(a)
    tf = arrayfun(@(s) isnan(strlength(s)), a);
  else
    tf = false(size(a));
  end
end
