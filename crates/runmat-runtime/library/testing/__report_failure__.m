function __report_failure__(testCase, kind, diagnosis, what)
  % __report_failure__(testCase, kind, diagnosis, what): notes and prints that a qualification, or the test, has failed.
  heads = struct('verify', 'Verification failed in %s.', 'assert', 'Assertion failed in %s and it did not run to completion.', ...
    'fatalAssert', 'Fatal assertion failed in %s.', 'assume', '%s was filtered.', ...
    'error', 'Error occurred in %s and it did not run to completion.');
  report = sprintf([heads.(kind), '\n'], testCase.Name__);
  if strcmp(kind, 'error')
    what = diagnosis.identifier;
    report = [report, block('Error ID:', ['''', what, '''']), block('Error Details:', getReport(diagnosis))];
  else
    for k = 1:size(diagnosis, 1)
      report = [report, block(diagnosis{k, :})];
    end
    places = dbstack(2);
    places = places(1:end - testCase.Depth__);
    lines = arrayfun(@(p) sprintf('In %s (%s) at %d', p.file, p.name, p.line), places, 'UniformOutput', false);
    report = [report, block('Stack Information:', strjoin(lines, newline()))];
  end
  testCase.Log__(end + 1) = struct('kind', kind, 'what', what, 'report', report);
  line = repmat('=', 1, 80);
  if ~strcmp(kind, 'assume')
    fprintf('\n%s\n%s%s\n', line, report, line);
  end
end

function text = block(title, body)
  line = repmat('-', 1, numel(title));
  text = sprintf('    %s\n    %s\n    %s\n%s', line, title, line, __indented__(body));
end
