function [holds, text, message] = __requirement__(what, args)
  % [holds, text, message] = __requirement__(what, args): whether what a qualification requires holds, why not, and the
  % diagnostic that was given.
  simple = requirements();
  message = '';
  switch what
    case 'Equal'
      [args, options] = __name_values__(args, {'AbsTol', 'RelTol'});
      message = rest(args, 3);
      text = __differences__(args{1:2}, options);
      holds = isempty(text);
      if ~holds
        text = sprintf('%s\n\nActual Value:\n%sExpected Value:\n%s', text, shown(args{1}), shown(args{2}));
      end
    case 'Error'
      message = rest(args, 3);
      [holds, text] = fails(args{1:2});
    case {'Warning', 'WarningFree'}
      needed = 1 + strcmp(what, 'Warning');
      message = rest(args, needed + 1);
      [holds, text] = warns(args{1:needed});
    case 'Fail'
      message = rest(args, 1);
      holds = false;
      text = '';
    otherwise
      row = simple(strcmp(simple(:, 1), what), :);
      message = rest(args, row{2} + 1);
      holds = row{3}(args{1:row{2}});
      text = sprintf('--> %s\n\nActual Value:\n%s', row{4}, shown(args{1}));
      if ~holds && row{2} > 1
        text = sprintf('%s%s:\n%s', text, row{5}, shown(args{2}));
      end
  end
end

% Name, number of values, what must hold, what is said if not, and what the second value is.
function rows = requirements()
  same = @(a, b) isempty(__differences__(a, b, struct()));
  rows = {
    'True', 1, @(a) islogical(a) && isscalar(a) && a, 'Value must evaluate to "true".', ''
    'False', 1, @(a) islogical(a) && isscalar(a) && ~a, 'Value must evaluate to "false".', ''
    'NotEqual', 2, @(a, b) ~same(a, b), 'The values must not be equal.', 'Prohibited Value'
    'Empty', 1, @isempty, 'The value must be empty.', ''
    'NotEmpty', 1, @(a) ~isempty(a), 'The value must not be empty.', ''
    'Size', 2, @(a, b) isequal(size(a), b), 'The value had an incorrect size.', 'Expected Size'
    'Length', 2, @(a, b) isequal(length(a), b), 'The value had an incorrect length.', 'Expected Length'
    'NumElements', 2, @(a, b) isequal(numel(a), b), 'The value had an incorrect number of elements.', 'Expected Number of Elements'
    'Class', 2, @is_of_class, 'The value''s class is incorrect.', 'Expected Class'
    'InstanceOf', 2, @(a, b) isa(a, class_name(b)), 'The value must be an instance of the expected type.', 'Expected Type'
    'GreaterThan', 2, @(a, b) all(a(:) > b(:)), 'The value must be greater than the minimum value.', 'Minimum Value (Exclusive)'
    'GreaterThanOrEqual', 2, @(a, b) all(a(:) >= b(:)), 'The value must be greater than or equal to the minimum value.', 'Minimum Value (Inclusive)'
    'LessThan', 2, @(a, b) all(a(:) < b(:)), 'The value must be less than the maximum value.', 'Maximum Value (Exclusive)'
    'LessThanOrEqual', 2, @(a, b) all(a(:) <= b(:)), 'The value must be less than or equal to the maximum value.', 'Maximum Value (Inclusive)'
    'Matches', 2, @(a, b) ~isempty(regexp(char(a), char(b), 'once')), 'The value does not match the regular expression.', 'Regular Expression'
    'Substring', 2, @(a, b) contains(char(a), char(b)), 'The value does not contain the substring.', 'Expected Substring'
    'ReturnsTrue', 1, @returns_true, 'The function must return "true".', ''
    'SameHandle', 2, @(a, b) isequal(a, b), 'The values must be the same handle.', 'Expected Handle'
    'NotSameHandle', 2, @(a, b) ~isequal(a, b), 'The values must not be the same handle.', 'Prohibited Handle'
    };
end

function tf = is_of_class(a, b)
  tf = strcmp(class(a), class_name(b));
end

function name = class_name(b)
  name = b;
  if isa(b, 'meta.class')
    name = b.Name;
  end
  name = char(name);
end

function tf = returns_true(f)
  r = f();
  tf = islogical(r) && isscalar(r) && r;
end

function m = rest(args, k)
  m = '';
  if numel(args) >= k
    m = args{k};
  end
end

function text = shown(value)
  text = [regexprep(evalc('disp(value)'), '\n+$', ''), newline()];
  if ischar(value)
    text = __indented__(text);
  end
end

function [holds, text] = fails(f, identifier)
  holds = false;
  try
    f();
    text = sprintf('--> The function did not throw any exception.\n\n    Expected Exception:\n        ''%s''', char(identifier));
  catch e
    if ischar(identifier) || isstring(identifier)
      holds = strcmp(e.identifier, identifier);
    else
      holds = isa(e, class_name(identifier));
    end
    text = sprintf('--> The function threw the wrong exception.\n\n    Actual Exception:\n        ''%s''\n    Expected Exception:\n        ''%s''', ...
      e.identifier, char(identifier));
  end
end

% Without an identifier no warning is to come.
function [holds, text] = warns(f, identifier)
  [old_text, old_identifier] = lastwarn('', 'RunMat:none');
  restored = onCleanup(@() lastwarn(old_text, old_identifier));
  states = warning();
  silent = onCleanup(@() warning(states));
  evalc('f();');
  [warned, last] = lastwarn();
  none = isempty(warned) && strcmp(last, 'RunMat:none');
  if nargin < 2
    holds = none;
    text = sprintf('--> The function issued warnings.\n\n    Actual Warning:\n        %s %s', last, warned);
  elseif none
    holds = false;
    text = sprintf('--> The function did not issue any warnings.\n\n    Expected Warning:\n        ''%s''', char(identifier));
  else
    holds = strcmp(last, identifier);
    text = sprintf('--> The function issued the wrong warnings.\n\n    Actual Warning:\n        ''%s''\n    Expected Warning:\n        ''%s''', last, char(identifier));
  end
end
