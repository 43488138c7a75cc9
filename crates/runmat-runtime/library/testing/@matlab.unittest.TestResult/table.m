function t = table(results)
  % t = table(results): a row for each result.
  column = @(name) reshape([results.(name)], [], 1);
  t = table(reshape({results.Name}, [], 1), column('Passed'), column('Failed'), column('Incomplete'), column('Duration'), ...
    reshape({results.Details}, [], 1), 'VariableNames', {'Name', 'Passed', 'Failed', 'Incomplete', 'Duration', 'Details'});
end
