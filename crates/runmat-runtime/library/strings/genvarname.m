function name = genvarname(text, taken)
  % name = genvarname(text, taken): a valid variable name made from a text, other than those taken.
  if nargin < 1
    print_usage();
  end
  if nargin < 2
    taken = {};
  end
  if ischar(taken)
    taken = cellstr(taken);
  end
  if iscell(text)
    name = cell(size(text));
    for k = 1:numel(text)
      name{k} = genvarname(text{k}, taken);
      taken{end + 1} = name{k};
    end
    return
  end
  name = text;
  if iskeyword(name)
    name = ['x' upper(name(1)) name(2:end)];
  end
  name = regexprep(name, '\s+(\w)', '${upper($1)}');
  name(~(isstrprop(name, 'alphanum') | name == '_')) = '_';
  if isempty(name) || ~isletter(name(1))
    name = ['x' name];
  end
  base = name;
  n = 0;
  while any(strcmp(name, taken))
    n = n + 1;
    name = sprintf('%s%d', base, n);
  end
end
