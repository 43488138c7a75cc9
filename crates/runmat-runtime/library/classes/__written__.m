function texts = __written__(v)
  % __written__(v): the elements of a variable as files show them.
  if isnumeric(v) || islogical(v)
    texts = arrayfun(@(x) number(x), v, 'UniformOutput', false);
  elseif iscellstr(v)
    texts = v;
  elseif isstring(v)
    texts = cellstr(v);
    texts(ismissing(v)) = {''};
  elseif iscell(v)
    texts = cellfun(@(x) one(x), v, 'UniformOutput', false);
  else
    texts = cellstr(v);
    texts(ismissing(v)) = {''};
  end
end

function text = number(x)
  if isnan(x)
    text = 'NaN';
  else
    text = sprintf('%.15g', double(x));
  end
end

function text = one(x)
  if ischar(x)
    text = x;
  elseif isempty(x)
    text = '';
  else
    text = __written__(x(1));
    text = text{1};
  end
end
