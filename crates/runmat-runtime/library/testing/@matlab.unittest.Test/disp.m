function disp(tests)
  % disp(tests): what tests have.
  __show_properties__(tests, 'Test', {'Name', 'ProcedureName', 'TestClass', 'BaseFolder', 'Parameterization', 'SharedTestFixtures', 'Tags'});
  fprintf('Tests Include:\n   0 Parameterizations, 0 Shared Test Fixture Classes, 0 Tags.\n');
  fprintf('%s', __blank_line__());
end
