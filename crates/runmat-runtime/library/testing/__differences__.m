function text = __differences__(actual, expected, options)
  % text = __differences__(actual, expected, options): in which way two values differ, within tolerances; empty if they
  % do not.
  text = '';
  if ~strcmp(class(actual), class(expected))
    text = unlike('Classes do not match', 'Class', class(actual), class(expected));
  elseif ~isequal(size(actual), size(expected))
    text = unlike('Sizes do not match', 'Size', sprintf('%6d', size(actual)), sprintf('%6d', size(expected)));
  elseif iscell(expected)
    for k = 1:numel(expected)
      text = inside(text, sprintf('{%d}', k), actual{k}, expected{k}, options);
    end
  elseif isstruct(expected)
    names = sort(fieldnames(expected));
    if ~isequal(sort(fieldnames(actual)), names)
      text = unlike('Field names do not match', 'Field Names', strjoin(fieldnames(actual).', ', '), strjoin(fieldnames(expected).', ', '));
      return
    end
    for k = 1:numel(expected)
      for name = names.'
        text = inside(text, sprintf('(%d).%s', k, name{1}), actual(k).(name{1}), expected(k).(name{1}), options);
      end
    end
  elseif isnumeric(expected) && ~isobject(expected)
    text = numbers(actual, expected, options);
  elseif ~isequaln(actual, expected)
    text = '--> The values are not equal using "isequaln".';
    if ischar(expected)
      text = '--> The character arrays are not equal.';
    elseif isstring(expected)
      text = '--> The string arrays are not equal.';
    elseif islogical(expected)
      text = '--> The logical values are not equal using "isequal".';
    end
  end
end

function text = unlike(what, label, actual, expected)
  text = sprintf('--> %s.\n\n    Actual %s:\n        %s\n    Expected %s:\n        %s', what, label, actual, label, expected);
end

function text = inside(text, place, actual, expected, options)
  if ~isempty(text)
    return
  end
  text = __differences__(actual, expected, options);
  if ~isempty(text)
    text = sprintf('--> Path to failure: <Value>%s\n%s', place, text);
  end
end

function text = numbers(actual, expected, options)
  text = '';
  same = actual == expected | (isnan(actual) & isnan(expected));
  error_of = double(full(actual)) - double(full(expected));
  words = 'using "isequaln"';
  if ~isempty(fieldnames(options))
    tolerance = zeros(size(expected));
    if isfield(options, 'AbsTol')
      tolerance = max(tolerance, double(options.AbsTol) .* ones(size(expected)));
    end
    if isfield(options, 'RelTol')
      tolerance = max(tolerance, double(options.RelTol) .* abs(double(full(expected))));
    end
    same = same | abs(error_of) <= tolerance;
    words = 'within tolerance';
  end
  if all(same(:))
    return
  end
  at = find(~same(:));
  t = table(full(actual(at)), full(expected(at)), error_of(at), error_of(at) ./ double(full(expected(at))), ...
    'VariableNames', {'Actual', 'Expected', 'Error', 'RelativeError'});
  if ~isscalar(expected)
    t = [table(at, 'VariableNames', {'Index'}), t];
  end
  shown = __indented__(evalc('disp(t)'));
  text = sprintf('--> The numeric values are not equal %s.\n--> Failure table:\n%s', words, regexprep(shown, '\n$', ''));
end
