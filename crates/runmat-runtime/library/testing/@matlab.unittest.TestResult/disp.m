function disp(results)
  % disp(results): what results have, and how many tests have passed.
  __show_properties__(results, 'TestResult', {'Name', 'Passed', 'Failed', 'Incomplete', 'Duration', 'Details'});
  fprintf('Totals:\n   %d Passed, %d Failed, %d Incomplete.\n   %.5g seconds testing time.\n', ...
    sum([results.Passed]), sum([results.Failed]), sum([results.Incomplete]), sum([results.Duration]));
  fprintf('%s', __blank_line__());
end
