function __qualify__(kind, what, testCase, varargin)
  % __qualify__(kind, what, testCase, args...): what verifyEqual and its kin do: `what` is to hold, else it is reported, and
  % the test goes on (verify), ends (assert, assume), or is the last one (fatalAssert).
  [holds, text, message] = __requirement__(what, varargin);
  if holds
    return
  end
  diagnosis = {'Framework Diagnostic:', sprintf('%s%s failed.\n%s', kind, what, text)};
  if ~isempty(message)
    if isa(message, 'function_handle')
      message = evalc('message()');
    end
    diagnosis = [{'Test Diagnostic:', char(message)}; diagnosis];
  end
  __report_failure__(testCase, kind, diagnosis, what);
  if ~strcmp(kind, 'verify')
    error(['RunMat:Qualification:', kind], '%s%s failed.', kind, what);
  end
end
