function text = __indented__(text)
  % text = __indented__(text): its lines four columns further to the right, the last one ended.
  lines = strsplit(regexprep(text, '\n+$', ''), newline(), 'CollapseDelimiters', false);
  filled = ~cellfun(@isempty, lines);
  lines(filled) = strcat({'    '}, lines(filled));
  text = sprintf('%s\n', lines{:});
end
