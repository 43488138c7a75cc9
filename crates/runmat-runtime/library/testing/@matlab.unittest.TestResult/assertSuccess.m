function results = assertSuccess(results)
  % results = assertSuccess(results): an error unless all tests have passed.
  if ~all([results.Passed])
    error('MATLAB:unittest:TestResult:UnsuccessfulRun', '%d of %d tests have not passed.', sum(~[results.Passed]), numel(results));
  end
end
