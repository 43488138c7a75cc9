function [proto, parts] = __unify__(varargin)
  % [proto, parts] = __unify__(a, b, ...): the codes of each under the categories of all.
  parts = varargin;
  kinds = cellfun(@(x) isa(x, 'categorical'), parts);
  proto = parts{find(kinds, 1)};
  for k = 1:numel(parts)
    x = parts{k};
    if kinds(k)
      if isequal(x.categories, proto.categories)
        parts{k} = x.data__;
        continue
      end
      if x.Ordinal && proto.Ordinal
        error('MATLAB:categorical:OrdinalCategoriesMismatch', 'Ordinal categorical arrays must have the same sets of categories, including their order.');
      end
      codes = x.data__;
      [proto, place] = known(proto, x.categories, proto.Protected && x.Protected);
      full = ~isnan(codes);
      codes(full) = place(codes(full));
    elseif __is_text__(x)
      if ischar(x)
        x = {strtrim(x)};
      else
        x = strtrim(cellstr(x));
      end
      codes = NaN(size(x));
      full = ~cellfun(@isempty, x) & ~strcmp(x, '<undefined>');
      [proto, place] = known(proto, reshape(x(full), [], 1), proto.Protected);
      codes(full) = place;
    elseif isnumeric(x) && (isempty(x) || all(isnan(x(:))))
      codes = double(x);
    elseif iscell(x) && isempty(x)
      codes = zeros(size(x));
    else
      error('MATLAB:categorical:InvalidComparisonTypes', 'Cannot combine or compare a categorical array with a value of class ''%s''.', class(x));
    end
    parts{k} = codes;
  end
end

function [proto, place] = known(proto, names, protected)
  [found, place] = ismember(names, proto.categories);
  if all(found)
    return
  end
  new = unique(names(~found), 'stable');
  if protected
    error('MATLAB:categorical:ProtectedForCombination', 'Can''t add new category ''%s'' to a protected or ordinal categorical array.', new{1});
  end
  proto.categories = [proto.categories; reshape(new, [], 1)];
  [~, place] = ismember(names, proto.categories);
end
