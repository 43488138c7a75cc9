function [rest, omit] = __moving_options__(list)
  % __moving_options__(list): options of movmean and its kin: a dimension and 'omitnan' are taken out of pairs.
  rest = {};
  omit = false;
  while ~isempty(list)
    if isnumeric(list{1})
      rest = [rest, {'dim', list{1}}];
      list(1) = [];
    elseif any(strcmpi(list{1}, {'omitnan', 'omitmissing'}))
      omit = true;
      list(1) = [];
    elseif any(strcmpi(list{1}, {'includenan', 'includemissing'}))
      list(1) = [];
    else
      rest = [rest, list(1:min(2, numel(list)))];
      list(1:min(2, numel(list))) = [];
    end
  end
end
