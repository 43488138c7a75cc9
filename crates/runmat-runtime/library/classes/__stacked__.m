function x = __stacked__(parts)
  % __stacked__(parts): the variables of several tables, one above the other; cells take what is not in one.
  cells = cellfun(@iscell, parts);
  if any(cells) && ~all(cells)
    for k = reshape(find(~cells), 1, [])
      if isstring(parts{k})
        parts{k} = cellstr(parts{k});
      else
        parts{k} = num2cell(parts{k});
      end
    end
  end
  x = vertcat(parts{:});
end
