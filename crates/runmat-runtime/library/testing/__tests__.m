function tests = __tests__(suite, names, functions)
  % tests = __tests__(suite, names, functions): a row of tests, each with what is called around it.
  full = cellfun(@(n) [suite.name, '/', n], names, 'UniformOutput', false);
  s = struct('Name', full, 'ProcedureName', names, 'TestClass', '', 'BaseFolder', suite.folder, 'Parameterization', [], ...
    'SharedTestFixtures', [], 'Tags', {{}}, 'Suite__', suite, 'Function__', functions);
  tests = __object__('matlab.unittest.Test', reshape(s, 1, []));
end
