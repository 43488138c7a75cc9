function summary(t)
  % summary(t): prints class, size and extremes of the variables.
  blank = __blank_line__();
  fprintf('%sVariables:\n%s', blank, blank);
  for k = 1:t.size__(2)
    v = t.vars{k};
    if iscellstr(v)
      kind = 'cell array of character vectors';
    else
      kind = class(v);
    end
    fprintf('    %s: %s %s\n%s', t.names{k}, __size_text__(size(v)), kind, blank);
    if islogical(v)
      fprintf('        Values:\n%s            True        %d    \n            False       %d    \n%s', blank, sum(v(:)), sum(~v(:)), blank);
    elseif isa(v, 'categorical')
      names = categories(v);
      counts = countcats(v(:));
      wide = max([0; cellfun(@(x) numel(x), names)]);
      fprintf('        Values:\n%s', blank);
      for p = 1:numel(names)
        fprintf('            %s%s    %d    \n', names{p}, blanks(wide - numel(names{p})), counts(p));
      end
      fprintf('%s', blank);
    elseif isnumeric(v) && ~isempty(v) || isa(v, 'datetime') || isa(v, 'duration')
      words = {'Min', 'Median', 'Max'};
      values = {min(v(:)), median(v(~ismissing(v))), max(v(:))};
      fprintf('        Values:\n%s', blank);
      for p = 1:3
        if isnumeric(v)
          text = sprintf('%.5g', double(values{p}));
        else
          text = char(values{p});
        end
        fprintf('            %-6s    %s\n', words{p}, text);
      end
      missed = sum(ismissing(v(:)));
      if missed > 0
        fprintf('            NumMissing    %d\n', missed);
      end
      fprintf('%s', blank);
    end
  end
end
