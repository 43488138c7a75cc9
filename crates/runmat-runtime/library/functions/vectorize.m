function f = vectorize(f)
  % f = vectorize(f): the same text or function with elementwise operators.
  if nargin < 1
    print_usage();
  end
  if ischar(f)
    f = elementwise(f);
  elseif isa(f, 'function_handle')
    f = str2func(elementwise(func2str(f)));
  else
    error('vectorize: FCN must be a string or anonymous function handle');
  end
end

function text = elementwise(text)
  text = regexprep(text, '(?<!\.)(\^|\*\*|\*|/)', '.$1');
end
