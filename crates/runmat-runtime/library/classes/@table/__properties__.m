function p = __properties__(t)
  % __properties__(t): what is known of the table beside its variables.
  p = struct();
  p.Description = t.Description;
  p.UserData = t.UserData;
  p.DimensionNames = t.DimensionNames;
  p.VariableNames = t.names;
  p.VariableDescriptions = t.VariableDescriptions;
  p.VariableUnits = t.VariableUnits;
  p.RowNames = t.rows;
end
