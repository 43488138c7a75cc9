function tests = functiontests(functions)
  % tests = functiontests(localfunctions): those of the functions whose names begin or end with "test", as tests;
  % setupOnce, teardownOnce, setup and teardown among them are called around all tests, or around each.
  if ~iscell(functions) || ~all(cellfun(@(f) isa(f, 'function_handle'), functions))
    error('MATLAB:unittest:functiontests:MustBeCellOfFunctionHandles', 'The argument must be a cell array of function handles.');
  end
  functions = functions(:).';
  names = cellfun(@func2str, functions, 'UniformOutput', false);
  caller = dbstack(1);
  suite = struct('name', 'tests', 'folder', pwd());
  if ~isempty(caller)
    suite.name = caller(1).name;
  end
  for fixture = {'setupOnce', 'teardownOnce', 'setup', 'teardown'}
    at = strcmp(names, fixture{1});
    suite.(fixture{1}) = [functions(at), {@(testCase) []}];
    suite.(fixture{1}) = suite.(fixture{1}){1};
  end
  chosen = ~cellfun(@isempty, regexpi(names, '^test|test$', 'once'));
  tests = __tests__(suite, names(chosen), functions(chosen));
end
