function addTeardown(testCase, f, varargin)
  % addTeardown(testCase, f, args...): f(args...) is called when the test is over; what was added last comes first.
  testCase.Teardown__{end + 1} = [{f}, varargin];
end
