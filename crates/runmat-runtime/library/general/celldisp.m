function celldisp(c, name)
  % celldisp(c, name): shows the contents of a cell one after another.
  if nargin < 1
    print_usage();
  end
  if ~iscell(c)
    error('celldisp: C must be a cell array');
  end
  if nargin < 2
    name = inputname(1);
  end
  for k = 1:numel(c)
    if isvector(c)
      place = sprintf('%s{%d}', name, k);
    else
      at = cell(1, ndims(c));
      [at{:}] = ind2sub(size(c), k);
      place = sprintf('%s{%s}', name, strjoin(cellfun(@(n) sprintf('%d', n), at, 'UniformOutput', false), ','));
    end
    if iscell(c{k})
      celldisp(c{k}, place);
    elseif isempty(c{k})
      fprintf('%s = [](%dx%d)\n', place, size(c{k}, 1), size(c{k}, 2));
    else
      fprintf('%s = \n\n', place);
      disp(c{k});
      fprintf('\n');
    end
  end
end
