function __printf_assert__(varargin)
% __printf_assert__(template, ...): keeps formatted text for __prog_output_assert__.
  global printed_text__
  if isempty(printed_text__)
    printed_text__ = '';
  end
  printed_text__ = [printed_text__, sprintf(varargin{:})];
end
