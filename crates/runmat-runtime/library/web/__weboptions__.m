function [options, rest] = __weboptions__(list)
% [options, rest] = __weboptions__(arguments): the options at the end of arguments, or those that go without saying.
  rest = list;
  if ~isempty(list) && isa(list{end}, 'weboptions')
    options = list{end};
    rest = list(1:end - 1);
  else
    options = weboptions();
  end
end
