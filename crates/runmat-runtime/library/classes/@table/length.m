function n = length(t)
  % n = length(t): the larger of the numbers of rows and variables.
  n = max(t.size__) * ~any(t.size__ == 0);
end
