function vars = symvar(str)
% vars = symvar(str): the names of the variables in the text of an expression.
  if nargin < 1
    print_usage();
  end
  [names, from, to] = regexp(str, '(?<![\w.])[A-Za-z_]\w*', 'match', 'start', 'end');
  keep = true(size(names));
  for k = 1:numel(names)
    rest = strtrim(str(to(k)+1:end));
    keep(k) = ~(~isempty(rest) && rest(1) == '(') && ~any(strcmp(names{k}, {'i', 'j', 'pi', 'e', 'Inf', 'NaN', 'inf', 'nan', 'eps', 'NA'}));
  end
  vars = unique(names(keep));
  vars = vars(:);
  if isempty(vars)
    vars = {};
  end
end
