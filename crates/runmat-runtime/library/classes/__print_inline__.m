function __print_inline__(f, name)
  % __print_inline__(f, name): an inline function as it is shown under that name.
  if __octave__()
    fprintf('  <class inline>\n');
  else
    fprintf('     Inline function:\n     %s(%s) = %s\n', name, strjoin(argnames(f).', ','), formula(f));
  end
end
