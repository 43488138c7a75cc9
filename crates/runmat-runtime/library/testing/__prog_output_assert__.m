function tf = __prog_output_assert__(expected)
% __prog_output_assert__(text): whether __printf_assert__ has kept this text, which is then dropped.
  global printed_text__
  kept = printed_text__;
  printed_text__ = '';
  if isempty(kept)
    kept = '';
  elseif kept(end) == sprintf('\n')
    kept(end) = [];
  end
  tf = strcmp(kept, expected) || isempty(kept) && isempty(expected);
end
