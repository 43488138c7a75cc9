function x = table2array(t)
  % x = table2array(t): the variables side by side.
  x = __contents__(t, ':', ':');
end
