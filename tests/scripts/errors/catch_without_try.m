% error-line: 3
x = 1;
catch err
  disp(err.message);
end
