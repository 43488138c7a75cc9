function c = __test_case__(data, depth)
  % c = __test_case__(data, depth): what a test is given: TestData of its own, and the record of what has failed; the last
  % `depth` callers are not the test's.
  c = __handle__('matlab.unittest.FunctionTestCase', struct('TestData', data, 'Name__', '', ...
    'Log__', struct('kind', {}, 'what', {}, 'report', {}), 'Teardown__', {{}}, 'Depth__', depth));
end
