function results = run(tests)
  % results = run(tests): runs tests, tells what fails, and gives a result for each.
  list = {};
  first = 1;
  while first <= numel(tests)
    last = first;
    suite = tests(first).Suite__;
    while last < numel(tests) && strcmp(tests(last + 1).Suite__.name, suite.name)
      last = last + 1;
    end
    list = [list, run_suite(suite, tests(first:last), numel(dbstack(1)))];
    first = last + 1;
  end
  fields = {'Name', 'Passed', 'Failed', 'Incomplete', 'Duration', 'Details'};
  s = cell2struct(cell(numel(fields), 0), fields, 1);
  if ~isempty(list)
    s = [list{:}];
  end
  results = __object__('matlab.unittest.TestResult', reshape(s, 1, []));
  summarize(s);
end

function list = run_suite(suite, tests, depth)
  fprintf('Running %s\n', suite.name);
  back = cd(suite.folder);
  returned = onCleanup(@() cd(back));
  base = __test_case__(struct(), depth);
  broken = attempt(base, suite.setupOnce, suite.name);
  list = cell(1, numel(tests));
  for k = 1:numel(tests)
    testCase = __test_case__(base.TestData, depth);
    testCase.Log__ = base.Log__;
    began = tic();
    if ~broken
      name = tests(k).Name;
      if ~attempt(testCase, suite.setup, name)
        attempt(testCase, tests(k).Function__, name);
      end
      attempt(testCase, suite.teardown, name);
      attempt_all(testCase, name);
    end
    list{k} = result_of(tests(k).Name, testCase.Log__, toc(began));
    fprintf('.');
    if any(strcmp({testCase.Log__.kind}, 'fatalAssert'))
      list = list(1:k);
      break
    end
  end
  attempt(base, suite.teardownOnce, suite.name);
  attempt_all(base, suite.name);
  fprintf('\nDone %s\n__________\n\n', suite.name);
end

% Calls what was to be torn down, the last first.
function attempt_all(testCase, name)
  while ~isempty(testCase.Teardown__)
    last = testCase.Teardown__{end};
    testCase.Teardown__(end) = [];
    attempt(testCase, @(c) last{1}(last{2:end}), name);
  end
end

% Whether a function did not run to its end.
function broken = attempt(testCase, f, name)
  testCase.Name__ = name;
  broken = false;
  try
    f(testCase);
  catch e
    broken = true;
    if strncmp(e.identifier, 'RunMat:Qualification', 20)
      return
    end
    __report_failure__(testCase, 'error', e);
  end
end

function r = result_of(name, log, seconds)
  kinds = {log.kind};
  filtered = any(strcmp(kinds, 'assume'));
  failed = any(~strcmp(kinds, 'assume'));
  incomplete = filtered || any(ismember(kinds, {'assert', 'fatalAssert', 'error'}));
  r = struct('Name', name, 'Passed', ~failed && ~incomplete, 'Failed', failed, 'Incomplete', incomplete, ...
    'Duration', seconds, 'Details', struct('DiagnosticRecord', log));
end

function summarize(s)
  bad = s([s.Failed] | [s.Incomplete]);
  if isempty(bad)
    return
  end
  width = max(cellfun(@numel, {bad.Name}));
  heading = [blanks(5), 'Name', blanks(width - 2), 'Failed  Incomplete  Reason(s)'];
  fprintf('Failure Summary:\n\n%s\n%s\n', heading, [blanks(4), repmat('=', 1, numel(heading) + 2)]);
  marks = {' ', 'X'};
  for k = 1:numel(bad)
    kinds = {bad(k).Details.DiagnosticRecord.kind};
    fprintf('     %s%s    %s         %s       %s\n', bad(k).Name, blanks(width - numel(bad(k).Name)), ...
      marks{bad(k).Failed + 1}, marks{bad(k).Incomplete + 1}, strjoin(reasons(kinds), ' '));
  end
  fprintf('\n');
end

function list = reasons(kinds)
  words = {'verify', 'Failed by verification.'; 'assert', 'Failed by assertion.'; 'fatalAssert', 'Failed by fatal assertion.'; ...
    'assume', 'Filtered by assumption.'; 'error', 'Errored.'};
  list = words(ismember(words(:, 1), kinds), 2);
end
