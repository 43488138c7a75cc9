% error-line: 3
x = 2;
try
  error('a');
catch err
  disp(err.message);
disp('after')
