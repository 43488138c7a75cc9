function parse(p, varargin)
% parse(p, ...): sorts arguments as the inputParser declares them, into p.Results.
  d = p.Definition__;
  results = struct();
  unmatched = struct();
  given = false(1, numel(d));
  list = varargin;
  at = 1;
  required = find(strcmp({d.kind}, 'required'));
  if numel(list) < numel(required)
    if ~__octave__()
      error('MATLAB:InputParser:notEnoughInputs', 'Not enough input arguments.');
    elseif isempty(p.FunctionName)
      error('MATLAB:InputParser:notEnoughInputs', 'inputParser.parse: not enough input arguments');
    else
      error('MATLAB:InputParser:notEnoughInputs', '%s: not enough input arguments', p.FunctionName);
    end
  end
  for k = required
    results.(d(k).name) = checked(p, d(k), list{at}, '');
    given(k) = true;
    at = at + 1;
  end
  for k = find(strcmp({d.kind}, 'optional'))
    if at > numel(list)
      break;
    end
    v = list{at};
    if p.StructExpand && isstruct(v) && isscalar(v) && at == numel(list) && names_options(p, d, v)
      break;
    end
    if is_text(v) && find_option(p, d, v) > 0
      m = find_option(p, d, v);
      if strcmp(d(m).kind, 'switch') || at < numel(list)
        break;
      end
    end
    [ok, why] = passes(d(k).check, v);
    if ~ok
      if is_text(v)
        % Text that is no value here is taken as the name of an option.
        break;
      elseif isstruct(v) && p.StructExpand
        break;
      end
      refuse(d(k), why);
      fail_with(p, sprintf('failed validation of %s%s', upper(d(k).name), why_optional(d(k).check, why)));
    end
    results.(d(k).name) = v;
    given(k) = true;
    at = at + 1;
  end
  while at <= numel(list)
    name = list{at};
    at = at + 1;
    if isstruct(name) && isscalar(name) && p.StructExpand
      more = [fieldnames(name).'; struct2cell(name).'];
      list = [list(1:at - 1), more(:).', list(at:end)];
      continue;
    end
    if ~is_text(name)
      fail_with(p, 'non-string for Parameter name or Switch');
    end
    name = char(name);
    k = find_option(p, d, name);
    if k == 0
      if ~p.KeepUnmatched
        unknown(p, name);
        fail_with(p, sprintf('argument ''%s'' is not a valid parameter', upper(name)));
      end
      if at <= numel(list)
        unmatched.(name) = list{at};
        at = at + 1;
      else
        fail_with(p, sprintf('no matching value for parameter ''%s''', upper(name)));
      end
      continue;
    end
    if strcmp(d(k).kind, 'switch')
      results.(d(k).name) = true;
    else
      if at > numel(list)
        if ~__octave__()
          error('MATLAB:InputParser:ParamMissingValue', 'No value was given for ''%s''. Name-value pair arguments require a name followed by a value.', name);
        end
        fail_with(p, sprintf('no value for parameter ''%s''', name));
      end
      results.(d(k).name) = checked(p, d(k), list{at}, 'option');
      at = at + 1;
    end
    given(k) = true;
  end
  defaults = {};
  for k = find(~given)
    results.(d(k).name) = d(k).default;
    defaults{end + 1} = d(k).name;
  end
  if __octave__()
    p.Results = results;
  else
    p.Results = orderfields(results);
  end
  p.Unmatched = unmatched;
  p.UsingDefaults = defaults;
end

function refuse(d, why)
  % What MATLAB says of a value that does not pass.
  if __octave__()
    return;
  end
  if isempty(why)
    text = func2str(d.check);
    error('MATLAB:InputParser:ArgumentFailedValidation', 'The value of ''%s'' is invalid. It must satisfy the function: %s.', d.name, text);
  end
  error('MATLAB:InputParser:ArgumentFailedValidation', 'The value of ''%s'' is invalid. %s', d.name, why);
end

function unknown(p, name)
  % What MATLAB says of a name that is none.
  if __octave__()
    return;
  end
  about = 'this function';
  if ~isempty(p.FunctionName)
    about = sprintf('''%s''', p.FunctionName);
  end
  error('MATLAB:InputParser:UnmatchedParameter', '''%s'' is not a recognized parameter. For a list of valid name-value pair arguments, see the documentation for %s.', name, about);
end

function tf = is_text(v)
  tf = ischar(v) && size(v, 1) <= 1 || isa(v, 'string') && isscalar(v);
end

function k = find_option(p, d, name)
  % Number of the option with this name, 0 when there is none.
  name = char(name);
  is_option = strcmp({d.kind}, 'parameter') | strcmp({d.kind}, 'switch');
  if p.CaseSensitive
    hit = strcmp({d.name}, name);
  else
    hit = strcmpi({d.name}, name);
  end
  k = find(is_option & hit);
  if isempty(k) && p.PartialMatching && ~isempty(name)
    if p.CaseSensitive
      hit = strncmp({d.name}, name, numel(name));
    else
      hit = strncmpi({d.name}, name, numel(name));
    end
    k = find(is_option & hit);
    if numel(k) > 1
      k = [];
    end
  end
  if isempty(k)
    k = 0;
  else
    k = k(1);
  end
end

function tf = names_options(p, d, s)
  % Whether all fields of a struct name options.
  names = fieldnames(s);
  tf = ~isempty(names);
  for k = 1:numel(names)
    tf = tf && (find_option(p, d, names{k}) > 0 || p.KeepUnmatched);
  end
end

function [ok, why] = passes(check, v)
  % Whether a check accepts a value: it may answer, or raise an error.
  why = '';
  ok = true;
  if isempty(check) || ~isa(check, 'function_handle')
    return;
  end
  try
    answer = check(v);
    ok = all(answer(:)) && ~isempty(answer);
  catch err
    if any(strcmp(err.identifier, {'Octave:undefined-function', 'MATLAB:maxlhs', 'MATLAB:TooManyOutputs', 'Octave:invalid-fun-call'})) ...
        || ~isempty(strfind(err.message, 'value on the right hand side'))
      % A check without outputs: called once more without asking for one.
      try
        check(v);
      catch err
        ok = false;
        why = err.message;
      end
    else
      ok = false;
      why = err.message;
    end
  end
end

function v = checked(p, d, v, unused)
  [ok, why] = passes(d.check, v);
  if ~ok
    refuse(d, why);
    if isempty(why)
      fail_with(p, sprintf('failed validation of %s. Checked with "%s"', upper(d.name), func2str(d.check)));
    else
      fail_with(p, sprintf('failed validation of %s. %s', upper(d.name), why));
    end
  end
end

function text = why_optional(check, why)
  if isempty(why)
    text = func2str(check);
    if text(1) ~= '@'
      text = ['@', text];
    end
    text = sprintf('\nValidation function: %s', text);
  else
    text = sprintf('\n%s', why);
  end
end

function fail_with(p, text)
  if isempty(p.FunctionName)
    error('MATLAB:InputParser:ArgumentFailedValidation', '%s', text);
  else
    error('MATLAB:InputParser:ArgumentFailedValidation', '%s: %s', p.FunctionName, text);
  end
end
